// Changes of offices: each on the version it was made for, with its entry in the audit log.

import type { ClientSession, Connection } from 'mongoose'
import { KcsError } from '../../../domain/common/error'
import { overlap, succeeded, withIntermediary } from '../../../domain/directory/office/changes'
import { pathBelow, withFacts } from '../../../domain/directory/office/facts'
import {
  activeAt,
  type Intermediary,
  type Office,
  type Succession,
} from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'
import { searchUpkeep } from '../search/upkeep'
import { collectionOf, withId } from '../../common/collection'
import { seatCollection } from '../seat/schema'
import { takeTurn } from '../../common/turn'
import type { ChangeNote } from '../../access/audit/entry'
import { versionedRows } from '../../common/versioned'
import { asOffice, officeCollection, type OfficeRow } from './schema'
import { moveSubtree, TREE } from './subtree'

/** How many offices may pass mail on one after the other. */
const CHAIN = 10

export function officeEditing(connection: Connection) {
  const collection = collectionOf(connection, officeCollection)
  const seats = collectionOf(connection, seatCollection)
  const upkeep = searchUpkeep(connection)
  const rows = versionedRows(connection, officeCollection, 'office', (row, session) =>
    upkeep.offices([asOffice(row)], session),
  )
  const seatRows = versionedRows(connection, seatCollection, 'seat', (row, session) =>
    upkeep.seats([withId(row)], session),
  )

  const read = async (codes: readonly string[], session: ClientSession): Promise<Map<string, OfficeRow>> => {
    const found = await collection.find({ _id: { $in: codes } }, { session }).toArray()
    return new Map(found.map((row) => [row._id, officeCollection.withDefaults(row)]))
  }
  /** The offices and all that followed upon them. */
  const followed = async (codes: readonly string[], session: ClientSession) => {
    const found = await read(codes, session)
    for (let last = [...found.values()]; last.length > 0; ) {
      const next = last.flatMap(({ succession }) => succession?.into ?? []).filter((code) => !found.has(code))
      const more = next.length === 0 ? new Map<string, OfficeRow>() : await read(next, session)
      for (const [code, row] of more) found.set(code, row)
      last = [...more.values()]
    }
    return found
  }
  const placeBelow = async (
    parent: string | null,
    at: Date,
    session: ClientSession,
  ): Promise<Pick<Office, 'parent' | 'path'>> => {
    if (parent === null) return { parent, path: [] }
    const row = (await read([parent], session)).get(parent)
    if (!row || !activeAt(row, at)) throw new KcsError('parent-unknown', { detail: parent })
    return { parent, path: pathBelow({ code: parent, path: row.path }) }
  }

  return {
    /**
     * Enters a new office below its parent, and with it the seat of its head, if one is given. Throws KcsError
     * `exists-already` or `parent-unknown`.
     */
    async add(office: Office, head: Seat | null, change: ChangeNote): Promise<Office> {
      const { code, ...rest } = office
      const row: OfficeRow = { _id: code, ...rest }
      await rows.add(row, change, async (session) => {
        await takeTurn(connection, session, TREE)
        Object.assign(row, await placeBelow(office.parent, change.at, session))
        if (head === null) return
        const { id, ...seat } = head
        await seatRows.insert({ _id: id, ...seat }, { ...change, what: 'seat-added' }, session)
      })
      return asOffice(row)
    },

    /**
     * Changes what the office is, but not its place. Throws KcsError `not-found`, `version-stale`, `seat-unknown` for
     * an inward seat that is none of the office's, and what `edit` throws.
     */
    async edit(
      code: string,
      version: number | null,
      edit: (office: Office) => Office,
      change: ChangeNote,
    ): Promise<Office> {
      const row = await rows.change(
        code,
        version,
        async (found, session) => {
          const next = onRow(found, edit)
          if (next.inwardSeat !== null && next.inwardSeat !== found.inwardSeat) {
            const seat = await seats.findOne({ _id: next.inwardSeat }, { session })
            if (seat?.['office'] !== code)
              throw new KcsError('seat-unknown', { detail: `${next.inwardSeat} is no seat of ${code}.` })
          }
          return next
        },
        change,
      )
      return asOffice(row)
    },

    /**
     * Moves the office and all below it under another, or to the top. Throws KcsError `parent-unknown`,
     * `parent-cycle`, `not-found`, `version-stale`.
     */
    async move(
      code: string,
      version: number | null,
      parent: string | null,
      change: ChangeNote,
    ): Promise<Office> {
      let path: string[] = []
      const row = await rows.change(
        code,
        version,
        async (found, session) => {
          await takeTurn(connection, session, TREE)
          if (found.parent === parent) return found
          const place = await placeBelow(parent, change.at, session)
          path = place.path
          if (path.includes(code)) throw new KcsError('parent-cycle')
          return onRow(found, (office) => ({ ...withFacts(office, { path }, change.at), parent }))
        },
        change,
        (next, session) => moveSubtree(connection, next, change, session),
      )
      return asOffice(row)
    },

    /** Merges the office into another or splits it into several. Throws KcsError `succession-invalid`, `office-unknown`. */
    async succeed(
      code: string,
      version: number | null,
      succession: Succession,
      change: ChangeNote,
    ): Promise<Office> {
      const row = await rows.change(
        code,
        version,
        async (found, session) => {
          await takeTurn(connection, session, TREE)
          const successors = await followed(succession.into, session)
          return onRow(found, (office) => succeeded(office, succession, successors))
        },
        change,
      )
      return asOffice(row)
    },

    /**
     * Lets another office take the mail for a time. Throws KcsError `office-unknown`, `intermediary-invalid` for itself
     * or for one whose mail comes back here, `intermediary-overlap`.
     */
    async setIntermediary(
      code: string,
      version: number | null,
      added: Intermediary,
      change: ChangeNote,
    ): Promise<Office> {
      const back = async (from: Intermediary, session: ClientSession, left: number): Promise<boolean> => {
        if (from.office === code || left === 0) return true
        const row = (await read([from.office], session)).get(from.office)
        if (!row) throw new KcsError('office-unknown', { detail: from.office })
        for (const one of row.intermediaries)
          if (overlap(one, added) && (await back(one, session, left - 1))) return true
        return false
      }
      const row = await rows.change(
        code,
        version,
        async (found, session) => {
          await takeTurn(connection, session, TREE)
          const next = onRow(found, (office) => withIntermediary(office, added, change.at))
          if (next !== found && (await back(added, session, CHAIN)))
            throw new KcsError('intermediary-invalid')
          return next
        },
        change,
      )
      return asOffice(row)
    },
  }
}

/** The row with what the edit made of it; the row itself where that is nothing. */
function onRow(row: OfficeRow, edit: (office: Office) => Office): OfficeRow {
  const office = asOffice(row)
  const edited = edit(office)
  if (JSON.stringify(edited) === JSON.stringify(office)) return row
  const { code: _id, ...rest } = edited
  return { _id, ...rest }
}
