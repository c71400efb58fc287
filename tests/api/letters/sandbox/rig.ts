// Two filing systems at a KCS, a test key of the first, and test letters that go their whole way; no call leaves the process.

import { createDeliveryActivities, createNearActivities } from '../../../../activities'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { MECHANISMS, type Mechanism } from '../../../../domain/letters/systems'
import type { GateCode } from '../../../../domain/letters/document/scan'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { plainProfile } from '../../../../domain/directory/office/profile'
import { activityDeps } from '../../../../process/activity-deps'
import { CASES } from '../../../../process/cases'
import { newApiKey } from '../../../../secrets/api-key'
import type { Gate } from '../../../../services/letters/document/gate'
import { testLetterDuties } from '../../../../services/letters/sandbox/case'
import { follow, newPoison } from '../../../../services/operations/duty/follow'
import { run } from '../../../activities/letters/rig'
import { openApi, type TestApi } from '../../../support/api'
import { type Client, clientFor } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'
import { dutyDeps } from '../../../support/duty-deps'
import { scriptedConnector, type ScriptedConnector } from '../../../support/scripted-connector'
import { addEndpoint } from '../../../support/world'
import { idempotencyKeys, newDispatch } from '../dispatch/new-dispatch'

/** What stands in each test letter, and must be nowhere else. */
export const SUBJECT = 'A trial of ours'

export interface SandboxRig {
  api: TestApi
  connectors: Record<Mechanism, ScriptedConnector>
  /** The first system with a test key, and with the other one; it serves SEND, whose seat sends, and OWN. */
  test: Client
  normal: Client
  /** The system that serves OTHER, with a test key. */
  stranger: Client
  /** What the scanner for malware says of every document; null where nothing is scanned. */
  scanner: { says: GateCode | null }
  /** Hands a test letter over and returns its id. */
  send(overrides?: object, client?: Client): Promise<string>
  /** Resolves it and hands its tapals over once, as its run does; returns them by their office. */
  carry(id: string): Promise<Map<string, Tapal>>
  /** The clocks of the letter move on. */
  clocks(id: string): Promise<unknown>
  tapals(id: string): Promise<Map<string, Tapal>>
  /** All followers go over the record until nothing is new. */
  followAll(): Promise<void>
  /** The body of a letter, and a header of its own. */
  letter(overrides?: object): object
  key(): { 'idempotency-key': string }
  close(): Promise<void>
}

export async function openSandbox(): Promise<SandboxRig> {
  const api = await openApi()
  const { repositories } = api
  const connectors = Object.fromEntries(
    MECHANISMS.map((mechanism) => [mechanism, scriptedConnector(mechanism)]),
  ) as Record<Mechanism, ScriptedConnector>
  Object.assign(api.deps.connectors, connectors)
  await addEndpoint(repositories, 'kcs-agent', 'kcs-agent')
  await addOffice(api, 'OWN', 'own-system')
  await addOffice(api, 'OTHER', 'other-system')
  await repositories.offices.save([buildOffice('MAIL', 'email')])
  await repositories.seats.save([buildSeat('MAIL/TAPAL')])
  await addEndpoint(repositories, 'email', 'email')
  const [test, normal] = await addAgent(api, 'own', ['SEND', 'OWN'])
  const [stranger] = await addAgent(api, 'other', ['OTHER', 'RECV'])
  const sha256 = await api.document('SEND')
  const key = idempotencyKeys()
  const letter = (overrides = {}): object => newDispatch(sha256, { subject: SUBJECT, ...overrides })
  const scanner: SandboxRig['scanner'] = { says: null }
  const gate: Gate = {
    get isOn() {
      return scanner.says !== null
    },
    heldBack: async (wanted) =>
      new Map([...wanted.keys()].flatMap((hash) => (scanner.says === null ? [] : [[hash, scanner.says]]))),
  }
  const deps = activityDeps({
    gate,
    ...{ repositories, connectors, store: api.deps.store, runs: api.runs, now: api.now },
    secrets: { ...api.deps.secrets, unseal: (text) => text },
  })
  const [near, delivery] = [createNearActivities(deps), createDeliveryActivities(deps)]
  const tapals = async (id: string): Promise<Map<string, Tapal>> => {
    const rows = await repositories.sandbox.tapals.ofDispatch(id, 200)
    return new Map(rows.map((tapal) => [tapal.office, tapal]))
  }
  return {
    ...{ api, connectors, test: test!, normal: normal!, stranger: stranger!, tapals, scanner },
    async send(overrides = {}, client = test!) {
      const reply = await client.post('/v1/dispatches', letter(overrides), key())
      expect([reply.status, reply.text]).toEqual([202, reply.text])
      return String(reply.at('/id'))
    },
    async carry(id) {
      const { lanes } = await run(() => near.resolveRecipients(id))
      for (const { mechanism, shard } of lanes)
        await run(() => delivery.deliver(id, mechanism, shard)).catch((fault: { type?: string }) => {
          if (fault.type !== 'Waiting') throw fault
        })
      return tapals(id)
    },
    clocks: (id) => run(() => near.escalateOverdue(id, api.now().getTime())),
    async followAll() {
      const duties = dutyDeps({ repositories, runs: api.runs })
      const poison = newPoison()
      while (await follow(duties, [...CASES, testLetterDuties], api.now(), undefined, poison));
    },
    letter,
    key,
    close: () => api.close(),
  }
}

/** An office that has the system with that endpoint, reached by push. */
async function addOffice({ repositories }: TestApi, code: string, endpoint: string): Promise<void> {
  const profiles = [plainProfile(new Date('2020-01-01'), 'push', endpoint, 'diary')]
  await repositories.offices.save([buildOffice(code, 'push', { profiles })])
  await repositories.seats.save([
    buildSeat(`${code}/TAPAL`, { reportsTo: `${code}/HEAD` }),
    buildSeat(`${code}/HEAD`),
  ])
}

/** Clients with a test key, and with one that is none. */
async function addAgent(api: TestApi, id: string, offices: string[]): Promise<Client[]> {
  const keys = [true, false].map((test) => newApiKey(api.now(), { test }))
  const endpoint = `${id}-system`
  await api.repositories.agents.add({
    ...{ id, name: id, offices, endpoint, keys: keys.map(({ row }) => row), createdAt: api.now() },
  })
  await api.repositories.endpoints.save({
    ...{ id: endpoint, mechanism: 'push', agent: id, address: '' },
    ...{ backOff: DEFAULT_BACK_OFF, concurrency: 4 },
  })
  return keys.map(({ apiKey }) => clientFor(api.url, { authorization: `Bearer ${apiKey}` }))
}
