// The check that no more seats are made against a post than are sanctioned.

import type { ClientSession, Connection } from 'mongoose'
import { KcsError } from '../../../domain/common/error'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import { collectionOf } from '../../common/collection'
import { seatCollection, type SeatRow } from '../seat/schema'
import { takeTurn } from '../../common/turn'
import { sanctionedPostCollection, type SanctionedPostRow } from './schema'

/** Within a transaction: changes of one post and of the seats made against it take turns. */
export function takeTurnOfPost(connection: Connection, session: ClientSession, post: string): Promise<void> {
  return takeTurn(connection, session, `sanctioned-post:${post}`)
}

/**
 * Throws KcsError `strength-exceeded` if the seats of the post, with `added` among them, would be more than are
 * sanctioned at `since` or later.
 */
export async function requireStrength(
  connection: Connection,
  session: ClientSession,
  post: SanctionedPostRow,
  since: Date,
  added?: SeatRow,
): Promise<void> {
  const seats = collectionOf(connection, seatCollection)
  const others = { sanctionedPost: post._id, ...(added ? { _id: { $ne: added._id } } : {}) }
  const projection = { activeFrom: 1, activeUntil: 1 }
  const rows = await seats.find(others, { session, projection }).toArray()
  const spans = [...rows, ...(added ? [added] : [])].map(({ activeFrom, activeUntil }) => ({
    from: activeFrom,
    until: activeUntil,
  }))
  const over = exceededFrom(post, spans, since)
  if (over) throw new KcsError('strength-exceeded', { detail: `From ${over.toISOString()} on.` })
}

/** The post, if it is one of the office's. Throws KcsError `sanctioned-post-unknown`. */
export async function readPost(
  connection: Connection,
  session: ClientSession,
  id: string,
  office: string,
): Promise<SanctionedPostRow> {
  const posts = collectionOf(connection, sanctionedPostCollection)
  const row = await posts.findOne({ _id: id }, { session })
  if (row?.office !== office) throw new KcsError('sanctioned-post-unknown', { detail: id })
  return row
}
