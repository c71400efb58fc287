// Where the benchmarks run: real servers on a throw-away folder, and a State of one sender and one receiving office.

import { rmSync } from 'node:fs'
import { Client, Connection } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker'
import type { Connection as Database } from 'mongoose'
import { createRepositories, type Repositories } from '../database'
import { connect } from '../database/connection'
import { migrate } from '../database/operations/migration'
import { newOffice } from '../domain/directory/office/office'
import { plainProfile } from '../domain/directory/office/profile'
import { newSeat } from '../domain/directory/seat/seat'
import { searchAttributes } from '../process/cases'
import { makeOwnEndpoints } from '../process/record'
import { openServers, type Servers } from '../local/servers'
import { localPath } from '../process/paths'

export interface Stage {
  servers: Servers
  database: Database
  repositories: Repositories
  client: Client
  native: NativeConnection
  close(): Promise<void>
}

export const DATABASE = 'bench'

/** Opens the stage; `close` removes all that was written. */
export async function openStage(onLine: (line: string) => void): Promise<Stage> {
  // Once, before the first connection: worker logs are no part of the output.
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] })
  const folder = localPath('bench')
  rmSync(folder, { recursive: true, force: true })
  const servers = await openServers({
    dataFolder: `${folder}/data`,
    portsFile: `${folder}/ports.json`,
    logFolder: `${folder}/logs`,
    searchAttributes: searchAttributes(),
    onLine,
  })
  const database = await connect({ uri: servers.mongodb.uri, database: DATABASE })
  await migrate(database)
  const repositories = createRepositories(database)
  await seed(repositories)
  const { address, namespace } = servers.temporal
  const connection = await Connection.connect({ address })
  const native = await NativeConnection.connect({ address })
  return {
    servers,
    database,
    repositories,
    client: new Client({ connection, namespace }),
    native,
    async close() {
      await native.close()
      await connection.close()
      await database.dropDatabase()
      await database.close()
      await servers.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const SENDER = 'BENCH-FROM'
export const RECEIVER = 'BENCH-TO'

async function seed(repositories: Repositories): Promise<void> {
  const from = new Date('2020-01-01T00:00:00Z')
  const office = (code: string) =>
    newOffice({
      code,
      name: code,
      nameMl: code,
      department: 'Bench',
      district: 'Thiruvananthapuram',
      inwardSeat: `${code}/TAPAL`,
      profiles: [plainProfile(from, 'push', 'push', 'person')],
    })
  const seat = (code: string) =>
    newSeat({ id: `${code}/TAPAL`, office: code, designation: 'Tapal Clerk', role: 'tapal-clerk' })
  await repositories.offices.save([office(SENDER), office(RECEIVER)])
  await repositories.seats.save([seat(SENDER), seat(RECEIVER)])
  // Without them no process starts.
  await makeOwnEndpoints({ repositories })
  await repositories.endpoints.save({
    id: 'push',
    mechanism: 'push',
    agent: null,
    address: '',
    backOff: { initialMs: 1_000, factor: 2, maxMs: 60_000, maxAttempts: 0 },
    concurrency: 8,
  })
}
