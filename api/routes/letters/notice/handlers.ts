// Reading notices.

import { KcsError } from '../../../../domain/common/error'
import type { Answer, CallOf } from '../../../http/route'
import { actingSeats, actsAmong, hasRole } from '../../../../services/access/right/identity'
import type { NoticeAnswer, noticeQuery } from './schema'

const NEWEST = 50

export async function listNotices({
  deps,
  identity,
  query,
}: CallOf<{ query: typeof noticeQuery }>): Promise<Answer> {
  if (query.seat !== undefined && !(await actsAmong(identity, [query.seat])).has(query.seat))
    throw new KcsError('seat-not-held')
  const operator = query.seat === undefined && hasRole(identity, ['operator', 'admin'])
  const seats = query.seat === undefined ? await actingSeats(identity) : [query.seat]
  const notices = await deps.repositories.notices.newest(seats, operator, NEWEST)
  const items = notices.map(
    ({ id, kind, seat, tapal, dispatch, endpoint, level, at }): NoticeAnswer => ({
      id,
      kind,
      seat,
      tapal,
      dispatch,
      endpoint,
      level,
      at: at.toISOString(),
    }),
  )
  return { status: 200, body: { items } }
}
