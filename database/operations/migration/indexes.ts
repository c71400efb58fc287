// Makes the indexes that collections declare.

import type { Connection } from 'mongoose'
import type { AnyDeclaration } from '../../common/collection'

/** An index that exists is left alone by the server, so every run may ask for all of them. */
export async function createIndexes(
  connection: Connection,
  { name, indexes }: AnyDeclaration,
): Promise<void> {
  if (indexes.length > 0) await connection.collection(name).createIndexes([...indexes])
}
