// The API on a real port with a real database, its clock and its runs under the test's hand.

import { newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { type Api, createApi } from '../../api/app'
import type { ApiDeps, ApiSettings } from '../../api/deps'
import { createSecrets } from '../../secrets'
import { newApiKey } from '../../secrets/api-key'
import { hashPassword } from '../../secrets/passwords'
import { createConnectors } from '../../connectors'
import { addressFault } from '../../connectors/address'
import { endpointAddressFault } from '../../connectors/endpoint-address'
import { createWebhookSender } from '../../connectors/webhook'
import { createRepositories, type Repositories } from '../../database'
import { connect } from '../../database/connection'
import { migrate } from '../../database/operations/migration'
import type { Role } from '../../domain/access/account/roles'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { asKcsError } from '../../database/common/errors'
import { drawDespatchList } from '../../documents/pdf/draw-despatch-list'
import { AGENT_PROTOCOL } from '../../process/agent-protocol'
import { CASES } from '../../process/cases'
import { createStore } from '../../process/compose'
import { OPEN_GATE } from '../../process/gate'
import { newId } from '../../process/new-id'
import { createSoon } from '../../process/soon'
import { composeSpecimen } from '../../process/specimen'
import { buildDispatch, buildOffice, buildSeat } from './builders'
import { buildTapal } from './build-tapal'
import { recordingRuns, type RecordingRuns } from './recording-runs'
import { emptyDatabase } from './database'
import { type Client, clientFor } from './api-client'

const SECRET = 'ab'.repeat(32)
const RULES = { allowLoopback: true, dropRoot: null }
const { mailLinkToken } = createSecrets(SECRET)
const mailLinkAt = (url: string) => (tapalId: string) => `${url}/take/${mailLinkToken(tapalId)}`
export const PASSWORD = 'correct horse battery'

export interface TestApi {
  url: string
  database: Connection
  repositories: Repositories
  runs: RecordingRuns
  api: Api
  deps: ApiDeps
  /** Commands sent to MongoDB so far, by name. */
  commands: string[]
  log: string[]
  mailLink(tapalId: string): string
  /** Moves the clock of the API. */
  advance(ms: number): void
  now(): Date
  /** A caller without identity. */
  anyone: Client
  /** Makes an account that holds the seats, signs it in and returns its client. */
  officer(login: string, seats: string[], roles?: Role[]): Promise<Client>
  /** Registers an agent for the offices and returns its client. */
  agent(id: string, offices: string[]): Promise<Client>
  /** Puts a tapal of a dispatch into the database, delivered to the seat unless told otherwise. */
  tapal(dispatch: Dispatch, overrides?: Partial<Tapal>): Promise<Tapal>
  dispatch(overrides?: Partial<Dispatch>): Promise<Dispatch>
  /** A small PDF of the office, in the store. */
  document(office: string, text?: string): Promise<string>
  close(): Promise<void>
}

/** Offices SEND (seats SO, US) and RECV (seats TAPAL, HEAD above it) with a database that holds nothing else. */
export async function openApi(settings: Partial<ApiSettings> = {}): Promise<TestApi> {
  const own = await emptyDatabase()
  const commands: string[] = []
  const database = await connect({
    uri: own.uri,
    database: own.name,
    onCommand: (command) => commands.push(command),
  })
  await migrate(database)
  const repositories = createRepositories(database)
  const store = createStore(database, () => new Date())
  await store.prepare()
  const runs = recordingRuns()
  const log: string[] = []
  const logger = pino({ level: 'info' }, { write: (text: string) => void log.push(text) })
  const { soon, settled } = createSoon(logger)
  let offset = 0
  const now = () => new Date(Date.now() + offset)
  const deps: ApiDeps = {
    repositories,
    store,
    connectors: createConnectors({
      documents: store,
      publicUrl: 'http://127.0.0.1',
      mailLink: mailLinkAt('http://127.0.0.1'),
      mail: { url: '', from: '' },
      drawCover: async () => Buffer.alloc(0),
      ...RULES,
      inbox: { allotInward: async () => new Map() },
      shelf: { wasGivenOut: async () => false },
      despatchLists: { enlist: async () => undefined, strike: async () => 'absent' },
      now,
    }),
    runs: Object.assign(runs, { soon }),
    gate: OPEN_GATE,
    settled,
    cases: CASES,
    agentProtocol: AGENT_PROTOCOL,
    logger,
    settings: {
      publicUrl: 'http://127.0.0.1',
      temporalWebUrl: 'http://temporal.invalid',
      temporalNamespace: 'default',
      mailLinkDays: 90,
      limits: { requestsPerMinute: 100_000, failedSignIns: 5 },
      uiFolder: null,
      ...settings,
    },
    secrets: createSecrets(SECRET),
    addressFault: (address, mechanism) =>
      mechanism === undefined
        ? addressFault(address, RULES)
        : endpointAddressFault(address, mechanism, RULES),
    sendWebhook: createWebhookSender({ allowLoopback: true }, { totalMs: 4_000 }),
    specimen: composeSpecimen(),
    drawDespatchList,
    faultOfDatabase: asKcsError,
    pingDatabase: async () => void (await database.db?.admin().ping()),
    newId,
    shortClocks: true,
    random: Math.random,
    now,
  }
  const api = createApi(deps)
  const server = createServer(api.koa.callback())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await seed(repositories)
  const link = mailLinkAt(url)
  commands.length = 0

  return {
    url,
    database,
    repositories,
    runs,
    api,
    deps,
    commands,
    log,
    mailLink: link,
    advance: (ms) => void (offset += ms),
    now,
    anyone: clientFor(url),
    async officer(login, seats, roles = ['officer']) {
      await addAccount(repositories, login, seats, roles)
      const client = clientFor(url)
      await client.signIn(login, PASSWORD)
      return client
    },
    async agent(id, offices) {
      const { apiKey, row } = newApiKey(now())
      await repositories.agents.add({ id, name: id, offices, endpoint: null, keys: [row], createdAt: now() })
      return clientFor(url, { authorization: `Bearer ${apiKey}` })
    },
    async tapal(dispatch, overrides = {}) {
      const tapal = buildTapal(dispatch, now(), overrides)
      await repositories.tapals.insert([tapal])
      return tapal
    },
    async dispatch(overrides = {}) {
      const sender = { office: 'SEND', seat: 'SEND/SO', holder: null }
      const { dispatch } = await repositories.dispatches.accept(
        buildDispatch({
          sender,
          acceptedAt: now(),
          state: 'in-progress',
          number: 'SEND/DS/2026/000001',
          ...overrides,
        }),
      )
      return dispatch
    },
    async document(office, text = 'a letter') {
      const { Readable } = await import('node:stream')
      const storedDocument = await store.put(Readable.from([Buffer.from(`%PDF-1.7\n${text}\n%%EOF`)]), {
        mediaType: 'application/pdf',
      })
      await repositories.documents.add({ ...storedDocument, office, at: now() })
      return storedDocument.sha256
    },
    async close() {
      await api.close(5_000)
      await stop(server)
      await database.close()
      own.release()
    },
  }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

async function seed({ offices, seats }: Repositories): Promise<void> {
  await offices.save([buildOffice('SEND', 'eoffice'), buildOffice('RECV')])
  await seats.save([
    buildSeat('SEND/SO'),
    buildSeat('SEND/US'),
    buildSeat('RECV/TAPAL', { reportsTo: 'RECV/HEAD' }),
    buildSeat('RECV/HEAD', { designation: 'Head of Office' }),
  ])
}

let passwordHash: Promise<string> | undefined

async function addAccount(
  { accounts, charges, employees }: Repositories,
  login: string,
  seats: readonly string[],
  roles: Role[],
): Promise<void> {
  passwordHash ??= hashPassword(PASSWORD)
  const employee = `PEN-${login}`
  await employees.save([newEmployee({ pen: employee, name: `Name of ${login}` })])
  await accounts.add({
    login,
    employee,
    passwordHash: await passwordHash,
    roles,
    language: 'en',
    active: true,
  })
  await charges.save(
    seats.map((seat) =>
      newCharge({ id: `${login} ${seat}`, seat, employee, from: new Date('2020-01-01T00:00:00Z') }),
    ),
  )
}
