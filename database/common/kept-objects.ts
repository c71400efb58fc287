// Objects that people keep, few and by ids of their own: paged, entered, and changed on their version.

import type { Connection } from 'mongoose'
import type { ChangeNote } from '../access/audit/entry'
import { coalesced } from './coalesce'
import { type Page, pageAbove, type RisingPage } from './page'
import { collectionOf, type Declaration, withId } from './collection'
import { type Versioned, versionedRows } from './versioned'

/** A row under its own name. */
type Kept<Row extends Versioned> = Omit<Row, '_id'> & { id: string }

/** Repository parts that objects of one collection have in common; `thing` is their name in the audit log. */
export function keptObjects<Row extends Versioned>(
  connection: Connection,
  declaration: Declaration<Row>,
  thing: Parameters<typeof versionedRows<Row>>[2],
) {
  const rows = versionedRows(connection, declaration, thing)
  const collection = collectionOf<Versioned>(connection, declaration)
  const find = async (filter: Record<string, unknown>, options: object = {}): Promise<Kept<Row>[]> => {
    const rows = await collection.find(filter, { sort: { _id: 1 }, ...options }).toArray()
    return rows.map((row) => keptOf(declaration.withDefaults(row as Row)))
  }
  const byIds = coalesced(async (ids: readonly string[]): Promise<Map<string, Kept<Row>>> => {
    const objects = await find({ _id: { $in: ids } })
    return new Map(objects.map((object) => [object.id, object]))
  })
  return {
    find,
    byIds,

    byId: async (id: string): Promise<Kept<Row> | null> => (await byIds([id])).get(id) ?? null,

    /** A page by id of those that the filter lets through. */
    page: (filter: Record<string, unknown>, page: RisingPage): Promise<Page<Kept<Row>>> =>
      pageAbove(
        (...asked) => collection.find(...asked),
        filter,
        page,
        (row) => keptOf(declaration.withDefaults(row as Row)),
      ),

    /** Throws KcsError `exists-already`. */
    async add(object: Kept<Row>, change: ChangeNote): Promise<Kept<Row>> {
      return keptOf(await rows.add(rowOf(object), change))
    },

    /** Changes the object on the version named; throws KcsError as VersionedRows' change, and what `edit` throws. */
    async change(
      id: string,
      version: number,
      edit: (object: Kept<Row>) => Kept<Row>,
      change: ChangeNote,
    ): Promise<Kept<Row>> {
      return keptOf(await rows.change(id, version, (row) => rowOf<Row>(edit(keptOf(row))), change))
    },
  }
}

function keptOf<Row extends Versioned>(row: Row): Kept<Row> {
  return withId(row) as Kept<Row>
}

function rowOf<Row extends Versioned>({ id, ...rest }: Kept<Row>): Row {
  return { _id: id, ...rest } as unknown as Row
}
