// How a collection is declared: its name, its fields with their defaults, and its indexes, in one place.

import {
  type Connection,
  type IndexDefinition,
  type IndexOptions,
  type mongo,
  Schema,
  type SchemaOptions,
} from 'mongoose'

/** Rows that one response of the server brings where many are read by their keys; its own first batch has but 101. */
export const AT_ONCE = { batchSize: 5_000 }

/** Every field of a row has its definition; none can be forgotten, and none is there that the row does not have. */
export type Fields<Row> = { readonly [Field in keyof Required<Row>]: object }

export interface Declaration<Row extends { _id: string }> {
  readonly name: string
  readonly schema: Schema
  /** Fills in the default of every field that the stored row lacks: a new field has its value in old rows too. */
  withDefaults<Stored extends Row>(row: Stored): Stored
}

/** A collection of any rows, for work that is the same for all. */
export type AnyDeclaration = Pick<Declaration<never>, 'name' | 'schema'>

const OPTIONS: SchemaOptions = { versionKey: false, strict: 'throw', id: false, minimize: false }

/** Declares a collection. The names of fields and of the collection are kept on disk; changes may only widen them. */
export function declare<Row extends { _id: string }>(
  name: string,
  fields: Fields<Row>,
  indexes: readonly (readonly [IndexDefinition, IndexOptions?])[] = [],
): Declaration<Row> {
  const schema = new Schema({ ...fields }, OPTIONS)
  for (const [keys, options] of indexes) schema.index(keys, options)
  const defaults = defaultsOf(fields)
  return {
    name,
    schema,
    withDefaults(row) {
      const lacking = defaults.filter(([field]) => !(field in row))
      if (lacking.length === 0) return row
      return { ...row, ...Object.fromEntries(lacking.map(([field, value]) => [field, value()])) }
    },
  }
}

/** A part of a row that has fields of its own. */
export function part<Part>(fields: Fields<Part>): Schema {
  return new Schema({ ...fields }, { ...OPTIONS, _id: false })
}

/** The rows of a declared collection with their types: the one place where the driver's collection is given them. */
export function collectionOf<Row extends { _id: string }>(
  connection: Connection,
  { name }: Declaration<Row>,
): mongo.Collection<Row> {
  return connection.collection<Row>(name)
}

/** A record under its own name `id`. */
export function withId<Row extends { _id: unknown }>(row: Row): Omit<Row, '_id'> & { id: Row['_id'] } {
  const { _id, ...rest } = row
  return { ...rest, id: _id }
}

function defaultsOf(fields: object): [string, () => unknown][] {
  return Object.entries(fields).flatMap(([field, definition]: [string, object]) => {
    if (Array.isArray(definition)) return [[field, () => []]]
    if (!('default' in definition)) return []
    const value: unknown = definition.default
    return [[field, typeof value === 'function' ? () => value() as unknown : () => value]]
  })
}
