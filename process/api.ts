// The API process: its parts put together, serving until it is stopped.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { createApi } from '../api/app'
import { serve } from '../api/server'
import type { Config } from '../config'
import { addressFault } from '../connectors/address'
import { endpointAddressFault } from '../connectors/endpoint-address'
import { asKcsError } from '../database/common/errors'
import { drawDespatchList } from '../documents/pdf/draw-despatch-list'
import { AGENT_PROTOCOL } from './agent-protocol'
import { openBase } from './base'
import { CASES } from './cases'
import { composeWebhooks } from './compose'
import { composeDeps } from './deps'
import { runsWithSoon } from './runs'
import { apiPages } from './metrics/api'
import { countScans } from './metrics/scans'
import { servePages } from './metrics/server'
import { createSoon } from './soon'
import { composeSpecimen } from './specimen'

const GRACE_MS = 8_000
const FAILED_SIGN_INS = 10
/** Built: dist/process beside dist/ui. From source: the same folder, where it was built; only the built portal has `assets`. */
const UI_FOLDERS = [join(__dirname, '..', 'ui'), join(__dirname, '..', 'dist', 'ui')]

/** Serves at the address of the settings; throws when no database answers or the port is taken. */
export async function startApi(config: Config): Promise<{ stop(): Promise<void> }> {
  const base = await openBase(config, 'api')
  const { http, temporal } = config
  const soon = createSoon(base.logger)
  const registry = new Registry()
  const api = createApi({
    ...composeDeps(base, runsWithSoon(base.runs, soon), countScans(registry)),
    settled: soon.settled,
    cases: CASES,
    agentProtocol: AGENT_PROTOCOL,
    logger: base.logger,
    settings: {
      publicUrl: http.publicUrl,
      temporalWebUrl: temporal.webUrl ?? null,
      temporalNamespace: temporal.namespace,
      mailLinkDays: config.mailLinkDays,
      limits: { requestsPerMinute: http.requestsPerMinute, failedSignIns: FAILED_SIGN_INS },
      uiFolder: UI_FOLDERS.find((folder) => existsSync(join(folder, 'assets'))) ?? null,
    },
    addressFault: (address, mechanism) => {
      const rules = { allowLoopback: config.loopbackEndpoints, dropRoot: config.dropRoot }
      return mechanism === undefined
        ? addressFault(address, rules)
        : endpointAddressFault(address, mechanism, rules)
    },
    sendWebhook: composeWebhooks(config),
    specimen: composeSpecimen(),
    drawDespatchList,
    faultOfDatabase: asKcsError,
    pingDatabase: base.pingDatabase,
  })
  const figures = config.metrics && (await servePages(apiPages(base, api, registry), config.metrics))
  const server = await serve(api, http)
  base.logger.info({ host: http.host, port: server.port }, 'serving')
  return {
    async stop() {
      await server.stop(GRACE_MS)
      await figures?.stop()
      await base.close()
    },
  }
}
