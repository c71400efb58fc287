// The API process: put together from its settings, it serves until it is told to stop.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config'
import { createLogger } from '../config/logger'
import { createSecrets } from '../secrets'
import { readMailLink } from '../secrets/mail-link'
import { createSealing } from '../secrets/sealing'
import { addressFault } from '../connectors/address'
import { createRepositories } from '../database'
import { connect } from '../database/connection'
import { migrate } from '../database/operations/migration'
import { drawDespatchList } from '../documents/pdf/draw-despatch-list'
import { newId } from '../process/new-id'
import { sayReady, stopWithParent } from '../process/child'
import { composeConnectors, createStore } from '../process/compose'
import { runsWithSoon } from '../process/runs'
import { createSoon } from '../process/soon'
import { linkTemporal } from '../temporal/connection'
import { MANIFESTS } from '../workflows/manifests'
import { createApi } from './app'
import { serve } from './server'

const GRACE_MS = 8_000
/** Built: dist/api beside dist/ui. From source: the same folder, where it was built; only the built portal has `assets`. */
const UI_FOLDERS = [join(__dirname, '..', 'ui'), join(__dirname, '..', 'dist', 'ui')]

async function main(): Promise<void> {
  const config = readConfig()
  const logger = createLogger({ service: 'api', level: config.logLevel })
  const database = await connect({ uri: config.mongodb.uri, database: config.mongodb.database })
  await migrate(database)
  const repositories = createRepositories(database)
  const store = createStore(database)
  await store.prepare()
  const temporal = linkTemporal(config.temporal, MANIFESTS)
  const soon = createSoon(logger)
  const api = createApi({
    repositories,
    store,
    connectors: composeConnectors(config, repositories, store),
    runs: runsWithSoon(temporal.runs, soon),
    settled: soon.settled,
    logger,
    settings: {
      publicUrl: config.http.publicUrl,
      temporalWebUrl: config.temporal.webUrl ?? null,
      temporalNamespace: config.temporal.namespace,
      limits: { requestsPerMinute: config.http.requestsPerMinute, failedSignIns: 10 },
      uiFolder: UI_FOLDERS.find((folder) => existsSync(join(folder, 'assets'))) ?? null,
    },
    secrets: createSecrets(),
    sealing: createSealing(config.secret),
    readMailLink: readMailLink(config.secret),
    addressFault: (address) => addressFault(address, { allowLoopback: config.loopbackEndpoints }),
    drawDespatchList,
    pingDatabase: async () => {
      if (!database.db) throw new Error('the connection is closed')
      await database.db.admin().ping()
    },
    newId,
    now: () => new Date(),
  })
  const server = await serve(api, config.http)
  stopWithParent(async () => {
    await server.stop(GRACE_MS)
    await temporal.close()
    await database.close()
  })
  sayReady()
  logger.info({ host: config.http.host, port: server.port }, 'serving')
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
  process.exit()
})
