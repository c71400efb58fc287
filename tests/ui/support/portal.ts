// The portal on the whole service: real database, real Temporal, real workers, the real API, and a browser before it.

import { createPace } from '../../../services/letters/delivery/pace'
import { Readable } from 'node:stream'
import { pino } from 'pino'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createApi } from '../../../api/app'
import { hashPassword } from '../../../secrets/passwords'
import { serve } from '../../../api/server'
import { createSecrets } from '../../../secrets'
import { createWebhookSender } from '../../../connectors/webhook'
import { asKcsError } from '../../../database/common/errors'
import { drawDespatchList } from '../../../documents/pdf/draw-despatch-list'
import { drawLetter } from '../../../documents/pdf/draw-letter'
import { SPECIMEN_ORDER } from '../../../documents/specimen-order'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { AGENT_PROTOCOL } from '../../../process/agent-protocol'
import { CASES } from '../../../process/cases'
import { createStore } from '../../../process/compose'
import { OPEN_GATE } from '../../../process/gate'
import { newId } from '../../../process/new-id'
import { runsWithoutSoon, runsWithSoon } from '../../../process/runs'
import { createSoon } from '../../../process/soon'
import { composeSpecimen } from '../../../process/specimen'
import type { TemporalRuns } from '../../../temporal/runs'
import { startDuties } from '../../../workers/duties'
import { type Client, clientFor } from '../../support/api-client'
import { openBrowser } from '../../support/browser'
import { openWorld, type World } from '../../support/world'
import { builtPortal } from './build'
import { seedPortal } from './directory'

const SECRET = 'ab'.repeat(32)
export const PASSWORD = 'correct horse battery'

/** Signs in as a person does, on the page that asks for it. */
export async function enterLogin(page: Page, login: string): Promise<void> {
  await page.getByLabel('Login').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
}

export interface Portal {
  url: string
  world: World
  browser: Browser
  /** A window of its own with a page; desktop unless told otherwise. `context` ends with the portal. */
  open(options?: { width?: number; height?: number }): Promise<{ context: BrowserContext; page: Page }>
  /** An officer outside the browser. */
  officer(login: string): Promise<Client>
  /** Sends a letter with the specimen order as its document, as another system would, and returns it. */
  letter(overrides: Partial<Dispatch>): Promise<Dispatch>
  /** What went wrong in pages: uncaught errors, and what the security policy forbade. */
  complaints: string[]
  close(): Promise<void>
}

/** Starts everything; about ten seconds, most of it for the workers. `seen` is what the duties see of Temporal instead of the truth. */
export async function openPortal(seen: Partial<TemporalRuns> = {}): Promise<Portal> {
  const [uiFolder, world, browser] = await Promise.all([builtPortal(), openWorld(), openBrowser()])
  const { repositories, runs, connectors } = world
  await seedPortal(repositories, await hashPassword(PASSWORD))
  // The inbox of KCS allots the number of the inward register on delivery, as the real connector does.
  connectors['kcs-agent'].answer(async ({ tapalId, recipient }) => {
    const entry = { subject: tapalId, office: recipient.office.code }
    const numbers = await repositories.registers.allot('inward', [entry], new Date())
    return { kind: 'delivered', cause: 'delivered-to-inbox', inwardNumber: numbers.get(tapalId) ?? '' }
  })
  const store = createStore(world.database, () => new Date())
  await store.prepare()
  const logger = pino({ level: 'silent' })
  const soon = createSoon(logger)
  const api = createApi({
    repositories,
    store,
    connectors,
    runs: runsWithSoon(runs, soon),
    gate: OPEN_GATE,
    settled: soon.settled,
    cases: CASES,
    agentProtocol: AGENT_PROTOCOL,
    logger,
    settings: {
      publicUrl: 'http://127.0.0.1',
      temporalWebUrl: 'http://127.0.0.1:8233',
      temporalNamespace: 'default',
      mailLinkDays: 90,
      limits: { requestsPerMinute: 100_000, failedSignIns: 10 },
      uiFolder,
    },
    secrets: createSecrets(SECRET),
    addressFault: () => null,
    specimen: composeSpecimen(),
    drawDespatchList,
    sendWebhook: createWebhookSender({ allowLoopback: true }),
    faultOfDatabase: asKcsError,
    pingDatabase: async () => void (await world.database.db?.admin().ping()),
    newId,
    shortClocks: true,
    random: Math.random,
    now: () => new Date(),
  })
  const server = await serve(api, { host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${server.port}`
  const duties = startDuties({
    deps: {
      repositories,
      runs: runsWithoutSoon({ ...runs, ...seen }),
      secrets: createSecrets(SECRET),
      newId,
      connectors: world.connectors,
    },
    cases: CASES,
    store,
    channels: [],
    sendWebhook: createWebhookSender({ allowLoopback: true }),
    publicUrl: url,
    logger,
    pace: createPace(),
    now: () => new Date(),
  })
  await world.work()
  const complaints: string[] = []

  return {
    url,
    world,
    browser,
    complaints,
    async open({ width = 1280, height = 860 } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, locale: 'en-IN' })
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (line) => {
        if (/Content Security Policy|Minified React error/.test(line.text())) complaints.push(line.text())
      })
      return { context, page }
    },
    async officer(login) {
      const client = clientFor(url)
      await client.signIn(login, PASSWORD)
      return client
    },
    async letter(overrides) {
      const pdf = await drawLetter(SPECIMEN_ORDER)
      const stored = await store.put(Readable.from([pdf]), { mediaType: 'application/pdf' })
      await repositories.documents.add({ ...stored, office: 'ITD', at: new Date() })
      const documents = [{ ...stored, name: 'GO-Ms-20-2021-ITD.pdf' }]
      return world.send({
        sender: { office: 'ITD', seat: 'ITD/SO', holder: 'PEN-anitha' },
        kind: 'government-order',
        letterNumber: SPECIMEN_ORDER.number,
        letterDate: SPECIMEN_ORDER.date,
        subject: SPECIMEN_ORDER.subject.en,
        documents,
        ...overrides,
      })
    },
    async close() {
      await browser.close()
      await duties.stop()
      await server.stop(2_000)
      await world.close()
    },
  }
}
