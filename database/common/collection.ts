// How a collection is declared: its name, its fields with their defaults, and its indexes, in one place.

import { type Connection, type mongo, Schema, type SchemaOptions } from 'mongoose'

/** Rows that one response of the server brings where many are read by their keys; its own first batch has but 101. */
export const AT_ONCE = { batchSize: 5_000 }

/** Every field of a row has its definition; none can be forgotten, and none is there that the row does not have. */
export type Fields<Row> = { readonly [Field in keyof Required<Row>]: object }

/** The keys of an index, and what is special about it. */
export type Index = readonly [Record<string, 1 | -1>, Omit<mongo.IndexDescription, 'key'>?]

export interface Declaration<Row extends { _id: string }> {
  readonly name: string
  readonly schema: Schema
  readonly indexes: readonly mongo.IndexDescription[]
  /** Fills in the default of every field that the stored row lacks: a new field has its value in old rows too. */
  withDefaults(row: Row): Row
}

/** A collection of any rows, for work that is the same for all. */
export type AnyDeclaration = Pick<Declaration<never>, 'name' | 'schema' | 'indexes'>

const OPTIONS: SchemaOptions = { versionKey: false, strict: 'throw', id: false, minimize: false }

/** Declares a collection. The names of fields and of the collection are kept on disk; changes may only widen them. */
export function declare<Row extends { _id: string }>(
  name: string,
  fields: Fields<Row>,
  indexes: readonly Index[] = [],
): Declaration<Row> {
  const schema = new Schema({ ...fields }, OPTIONS)
  const defaults = defaultsOf(fields)
  return {
    name,
    schema,
    indexes: indexes.map(described),
    withDefaults(row) {
      const missingFields = defaults.filter(([field]) => !(field in row))
      if (missingFields.length === 0) return row
      return { ...row, ...Object.fromEntries(missingFields.map(([field, value]) => [field, value()])) }
    },
  }
}

/** The same rows in a collection of their own, with indexes beside those that they have already. */
export function alsoAs<Row extends { _id: string }>(
  name: string,
  declaration: Declaration<Row>,
  indexes: readonly Index[] = [],
): Declaration<Row> {
  return { ...declaration, name, indexes: [...declaration.indexes, ...indexes.map(described)] }
}

function described([key, options]: Index): mongo.IndexDescription {
  return { key, ...options }
}

/** A part of a row that has fields of its own. */
export function part<Part>(fields: Fields<Part>): Schema {
  return new Schema({ ...fields }, { ...OPTIONS, _id: false })
}

/** The rows of a collection, with their types. */
export type Rows<Row extends { _id: string }> = mongo.Collection<Row>

/** The rows of a declared collection with their types: the one place where the driver's collection is given them. */
export function collectionOf<Row extends { _id: string }>(
  connection: Connection,
  { name }: Declaration<Row>,
): Rows<Row> {
  return connection.collection<Row>(name)
}

/** A stored row as the rest of the house reads it: under its own name `id`, with the defaults of what it lacks. */
export function recordOf<Row extends { _id: string }>(
  declaration: Declaration<Row>,
): (row: Row) => Omit<Row, '_id'> & { id: string } {
  return (row) => withId(declaration.withDefaults(row))
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
