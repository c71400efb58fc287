// The newest notices of a seat, or of all seats that the caller acts for.

import type { NoticeRecord } from '../../../database/letters/notice/repository'
import {
  NOTICE_CARDS,
  NOTICE_KINDS,
  type NoticeKind,
  URGENT_KINDS,
} from '../../../domain/letters/notice/notice'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { actingSeats, actsAmong, type Caller, hasRole } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

/** Of each urgent kind, so that neither the others nor another urgent kind push it out of sight; and of the rest. */
const NEWEST_URGENT = 20
const NEWEST = 50

export const listNoticesErrors = ['seat-not-held'] as const satisfies readonly ErrorCode[]

/** Newest first, the urgent among them. Operators see theirs too, unless a seat is named. Throws KcsError `seat-not-held`. */
export async function listNotices(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { seat }: { seat?: string | undefined },
): Promise<NoticeRecord[]> {
  if (seat !== undefined && !(await actsAmong(caller, [seat])).has(seat)) throw new KcsError('seat-not-held')
  const isOperator = seat === undefined && hasRole(caller, ['operator', 'admin'])
  const seats = seat === undefined ? await actingSeats(caller) : [seat]
  const newest = (kinds: readonly NoticeKind[], limit: number) =>
    repositories.notices.newest(seats, { operator: isOperator, kinds, limit })
  const lists = await Promise.all([
    ...URGENT_KINDS.map((kind) => newest([kind], NEWEST_URGENT)),
    newest(
      NOTICE_KINDS.filter((kind) => !NOTICE_CARDS[kind].urgent),
      NEWEST,
    ),
  ])
  return lists.flat().sort((one, other) => other.at.getTime() - one.at.getTime())
}
