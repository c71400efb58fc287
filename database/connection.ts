// One connection a process, with journaled majority writes, for a 202 must survive a kill.

import { type Connection, createConnection, mongo } from 'mongoose'
import { tellWritesBrokenOff } from './broken-off'

export interface ConnectionSettings {
  uri: string
  database: string
  /** For work that may take hours, such as large indexes: no call is given up for taking long. */
  patient?: boolean
  /** Called on each command sent, for tests that count round trips. */
  onCommand?: (name: string) => void
}

/** Opens the connection; throws when no server answers within ten seconds. */
export async function connect(settings: ConnectionSettings): Promise<Connection> {
  await tellWritesBrokenOff()
  const connection = createConnection(settings.uri, {
    dbName: settings.database,
    autoIndex: false,
    autoCreate: false,
    // A lost database is reported at once; the driver's own short wait for another primary is enough.
    bufferCommands: false,
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: settings.patient ? 0 : 10_000 },
    retryWrites: true,
    serverSelectionTimeoutMS: 4_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: settings.patient ? 0 : 30_000,
    maxPoolSize: 50,
    waitQueueTimeoutMS: 5_000,
    monitorCommands: settings.onCommand !== undefined,
  })
  const openConnection = await connection.asPromise()
  if (settings.onCommand) {
    const tell = settings.onCommand
    openConnection
      .getClient()
      .on('commandStarted', (event: { commandName: string }) => tell(event.commandName))
  }
  return openConnection
}

/** Throws when the server does not answer. */
export async function ping(connection: Connection): Promise<void> {
  if (!connection.db) throw new Error('the connection is closed')
  await connection.db.admin().ping()
}

/** Whether the server is a member of a replica set, without which there are no transactions. */
export async function isReplicaSet(connection: Connection): Promise<boolean> {
  const hello = await connection.db!.admin().command({ hello: 1 })
  return hello['setName'] !== undefined
}

/** The time by the clock of the server. */
export async function serverTime(connection: Connection): Promise<Date> {
  const hello = await connection.db!.admin().command({ hello: 1 })
  return hello['localTime'] as Date
}

/** The bucket that keeps the bytes of documents, for the content-addressed store. */
export function openBucket(connection: Connection): mongo.GridFSBucket {
  if (!connection.db) throw new Error('the connection is not open')
  return new mongo.GridFSBucket(connection.db, {
    bucketName: 'contents',
    writeConcern: { w: 'majority', journal: true },
  })
}
