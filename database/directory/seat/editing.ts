// Changes of seats: each on the version it was made for, with its entry in the audit log.

import type { Connection } from 'mongoose'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { Span } from '../../../domain/directory/office/office'
import type { ChangeNote } from '../../access/audit/entry'
import { collectionOf } from '../../common/collection'
import type { Session } from '../../common/transaction'
import { takeTurn } from '../../common/turn'
import { versionedRows } from '../../common/versioned'
import { searchUpkeep } from '../search/upkeep'
import { asSeat, seatCollection, type SeatRow } from './schema'

/** The part of the repository that changes seats. */
export function seatEditing(connection: Connection) {
  const collection = collectionOf(connection, seatCollection)
  const upkeep = searchUpkeep(connection)
  const rows = versionedRows(connection, seatCollection, 'seat', (row, session) =>
    upkeep.seats([asSeat(row)], session),
  )

  return {
    /** The seat as the transaction sees it. */
    async read(id: string, session: Session): Promise<Seat | null> {
      const row = await collection.findOne({ _id: id }, { session })
      return row && asSeat(row)
    },

    /** Changes of lines of reporting take turns: of two at once the other is repeated after this one. */
    takeTurnOfLines: (session: Session): Promise<void> => takeTurn(connection, session, 'seat-line'),

    /** When the seats that are made against a sanctioned post live, but for one seat. */
    async spansAgainst(post: string, except: string | null, session: Session): Promise<Span[]> {
      const others = { sanctionedPost: post, ...(except === null ? {} : { _id: { $ne: except } }) }
      const projection = { activeFrom: 1, activeUntil: 1 }
      const seats = await collection.find(others, { session, projection }).toArray()
      return seats.map(({ activeFrom, activeUntil }) => ({ from: activeFrom, until: activeUntil }))
    },

    /** Enters a new seat. Throws KcsError `exists-already`. */
    async add({ id, ...rest }: Seat, change: ChangeNote, session: Session): Promise<Seat> {
      return asSeat(await rows.add({ _id: id, ...rest }, change, session))
    },

    /** Changes the seat on the version named. Throws KcsError `not-found`, `version-stale`, and what `edit` throws. */
    async edit(
      id: string,
      version: number | null,
      edit: (seat: Seat) => Seat | Promise<Seat>,
      change: ChangeNote,
      session: Session,
    ): Promise<Seat> {
      const onRow = async (row: SeatRow): Promise<SeatRow> => {
        const seat = asSeat(row)
        const { id: _id, ...rest } = await edit(seat)
        return JSON.stringify({ ...rest, id: _id }) === JSON.stringify(seat) ? row : { _id, ...rest }
      }
      return asSeat(await rows.change(id, version, onRow, change, session))
    },
  }
}
