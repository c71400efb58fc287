// The newest notices of a seat, or of all seats that the caller acts for.

import type { NoticeRecord } from '../../../database/letters/notice/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { actingSeats, actsAmong, type Caller, hasRole } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

const NEWEST = 50

export const listNoticesErrors = ['seat-not-held'] as const satisfies readonly ErrorCode[]

/** Operators see theirs too, unless a seat is named. Throws KcsError `seat-not-held`. */
export async function listNotices(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { seat }: { seat?: string | undefined },
): Promise<NoticeRecord[]> {
  if (seat !== undefined && !(await actsAmong(caller, [seat])).has(seat)) throw new KcsError('seat-not-held')
  const isOperator = seat === undefined && hasRole(caller, ['operator', 'admin'])
  const seats = seat === undefined ? await actingSeats(caller) : [seat]
  return repositories.notices.newest(seats, isOperator, NEWEST)
}
