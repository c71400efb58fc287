// How a collection is declared: its schema, and the indexes beside it.

import type { Connection, Model, Schema } from 'mongoose'

/** Rows that one answer brings where many are read by their keys; the server's own first answer brings but 101. */
export const AT_ONCE = { batchSize: 5_000 }

/** A model that exists once per connection, however often it is asked for. */
export function modelOf<Row>(connection: Connection, name: string, schema: Schema<Row>): Model<Row> {
  return (connection.models[name] as Model<Row> | undefined) ?? connection.model<Row>(name, schema, name)
}

/** A record without the driver's `_id`, under its own name. */
export function withId<Row extends { _id: unknown }>(row: Row): Omit<Row, '_id'> & { id: Row['_id'] } {
  const { _id, ...rest } = row
  return { ...rest, id: _id }
}
