// How a collection is declared: its schema, and the indexes beside it.

import type { Connection, Model, Schema } from 'mongoose'

/** A model that exists once per connection, however often it is asked for. */
export function modelOf<Row>(connection: Connection, name: string, schema: Schema<Row>): Model<Row> {
  return (connection.models[name] as Model<Row> | undefined) ?? connection.model<Row>(name, schema, name)
}

/** A record without the driver's `_id`, under its own name. */
export function withId<Row extends { _id: unknown }>(row: Row): Omit<Row, '_id'> & { id: Row['_id'] } {
  const { _id, ...rest } = row
  return { ...rest, id: _id }
}
