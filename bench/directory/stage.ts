// Where the benchmarks of the directory run: a real MongoDB on a throw-away folder.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Connection, mongo } from 'mongoose'
import { connect } from '../../database/connection'
import { migrate } from '../../database/operations/migration'
import { findMongod } from '../../local/mongodb/find'
import { replicaSetUri } from '../../local/mongodb/replica-set'
import { startMongod } from '../../local/mongodb/server'
import { localPath } from '../../process/paths'
import { openPortBook } from '../../local/system/ports'
import { say } from '../report'

export interface DirectoryStage {
  uri: string
  version: string
  /** A new database with all collections and indexes; `onCommand` is told each command sent to it. */
  database(name: string, onCommand?: (name: string) => void): Promise<Connection>
  /** Builds an index, however long it takes; the connections of KCS give up after half a minute. */
  buildIndexes(database: string, collection: string, keys: readonly Record<string, 1>[]): Promise<void>
  /** Waits until all that was written lies on the disk, so that no writing goes on behind what is measured. */
  settle(): Promise<void>
  /** Removes all that was written. */
  close(): Promise<void>
}

export async function openDirectoryStage(): Promise<DirectoryStage> {
  const folder = localPath('bench-directory')
  rmSync(folder, { recursive: true, force: true })
  const program = await findMongod(say)
  const port = await openPortBook(join(folder, 'ports.json'), say).choose('MongoDB')
  const server = await startMongod({
    program,
    port,
    folder: join(folder, 'mongodb'),
    logFile: join(folder, 'mongodb.log'),
  })
  const uri = replicaSetUri(port)
  const open: Connection[] = []
  const patiently = async (work: (client: mongo.MongoClient) => Promise<void>): Promise<void> => {
    const client = await new mongo.MongoClient(uri).connect()
    try {
      await work(client)
    } finally {
      await client.close()
    }
  }
  return {
    uri,
    version: program.version,
    async database(name, onCommand) {
      const connection = await connect({ uri, database: name, ...(onCommand ? { onCommand } : {}) })
      open.push(connection)
      await migrate(connection)
      return connection
    },
    buildIndexes(database, collection, keys) {
      return patiently(async (client) => {
        for (const key of keys) await client.db(database).collection(collection).createIndex(key)
      })
    },
    settle() {
      return patiently(async (client) => void (await client.db('admin').command({ fsync: 1 })))
    },
    async close() {
      await Promise.all(open.map((connection) => connection.close()))
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
