// Changes of seats: each on the version it was made for, with its entry in the audit log.

import type { ClientSession, Connection } from 'mongoose'
import { KcsError } from '../../../domain/common/error'
import { requireSpan } from '../../../domain/directory/office/changes'
import { activeAt } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'
import { searchUpkeep } from '../search/upkeep'
import { collectionOf, withId } from '../../common/collection'
import { officeCollection } from '../office/schema'
import { readPost, requireStrength, takeTurnOfPost } from '../sanctioned-post/strength'
import { takeTurn } from '../../common/turn'
import type { ChangeNote } from '../../access/audit/entry'
import { versionedRows } from '../../common/versioned'
import { seatCollection, type SeatRow } from './schema'

/** More steps than any line of reporting has. */
const LONGEST_LINE = 50

export function seatEditing(connection: Connection) {
  const collection = collectionOf(connection, seatCollection)
  const offices = collectionOf(connection, officeCollection)
  const upkeep = searchUpkeep(connection)
  const rows = versionedRows(connection, seatCollection, 'seat', (row, session) =>
    upkeep.seats([withId(row)], session),
  )
  const read = async (id: string, session: ClientSession): Promise<SeatRow | null> =>
    await collection.findOne({ _id: id }, { session })

  /** Throws KcsError unless the line above the seat is there and ends. */
  const checkLine = async (seat: SeatRow, session: ClientSession): Promise<void> => {
    await takeTurn(connection, session, 'seat-line')
    let above = seat.reportsTo
    for (let step = 0; above !== null; step += 1) {
      if (above === seat._id || step === LONGEST_LINE) throw new KcsError('reporting-loop')
      const row = await read(above, session)
      if (!row && step === 0) throw new KcsError('seat-unknown', { detail: above })
      above = row?.reportsTo ?? null
    }
  }

  /** What must hold of a seat after a change of it; what has not changed is not looked at again. */
  const check = async (
    seat: SeatRow,
    before: SeatRow | null,
    at: Date,
    session: ClientSession,
  ): Promise<void> => {
    const differs = (name: keyof SeatRow): boolean => String(seat[name]) !== String(before?.[name] ?? null)
    requireSpan({ from: seat.activeFrom, until: seat.activeUntil })
    if (seat.reportsTo !== null && differs('reportsTo')) await checkLine(seat, session)
    if (seat.linkOfficer !== null && differs('linkOfficer')) {
      if (seat.linkOfficer === seat._id)
        throw new KcsError('reporting-loop', { detail: 'A seat cannot be its own link officer.' })
      if (!(await read(seat.linkOfficer, session)))
        throw new KcsError('seat-unknown', { detail: seat.linkOfficer })
    }
    const counts = differs('sanctionedPost') || differs('activeFrom') || differs('activeUntil')
    if (seat.sanctionedPost !== null && counts) {
      await takeTurnOfPost(connection, session, seat.sanctionedPost)
      const post = await readPost(connection, session, seat.sanctionedPost, seat.office)
      const start = seat.activeFrom !== null && seat.activeFrom > at ? seat.activeFrom : at
      await requireStrength(connection, session, post, start, seat)
    }
  }

  return {
    /**
     * Enters a new seat. Throws KcsError `exists-already`, `office-unknown`, `office-inactive`, `seat-unknown`,
     * `reporting-loop`, `sanctioned-post-unknown`, `strength-exceeded`.
     */
    async add({ id, ...rest }: Seat, change: ChangeNote): Promise<Seat> {
      const row: SeatRow = { _id: id, ...rest }
      await rows.add(row, change, async (session) => {
        const office = await offices.findOne(
          { _id: row.office },
          {
            session,
          },
        )
        if (!office) throw new KcsError('office-unknown', { detail: row.office })
        if (!activeAt(office, change.at)) throw new KcsError('office-inactive', { detail: row.office })
        await check(row, null, change.at, session)
      })
      return withId(row)
    },

    /** Changes the seat; its charges are for the caller to end with it. Throws as `add` does, `not-found`, `version-stale`. */
    async edit(
      id: string,
      version: number | null,
      edit: (seat: Seat) => Seat,
      change: ChangeNote,
      outer?: ClientSession,
    ): Promise<Seat> {
      const row = await rows.change(
        id,
        version,
        async (found, session) => {
          const seat = withId(found)
          const edited = edit(seat)
          if (JSON.stringify(edited) === JSON.stringify(seat)) return found
          const { id: _id, ...rest } = edited
          const next: SeatRow = { _id, ...rest }
          await check(next, found, change.at, session)
          return next
        },
        change,
        undefined,
        outer,
      )
      return withId(row)
    },
  }
}
