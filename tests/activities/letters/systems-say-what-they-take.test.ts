// What systems say that they take is kept at their endpoints, and letters beside it go by the next way.

import { plainProfile } from '../../../domain/directory/office/profile'
import { ASK_AGAIN_MS, ASK_SOON_MS } from '../../../domain/letters/endpoint/endpoint'
import { askEndpoints } from '../../../services/letters/endpoint/ask'
import { buildOffice, buildSeat } from '../../support/builders'
import { BACK_OFF } from '../../support/world'
import { openRig, type Rig, run } from './rig'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const DOCUMENT = { sha256: 'ab'.repeat(32), name: 'a.pdf', size: 5_000, mediaType: 'application/pdf' }

let rig: Rig
let systems = 0
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
afterEach(() => {
  rig.connectors.push.takes({})
  rig.connectors.push.up(() => true)
})

/** A system of an agent, and an office with it as its first way and mail as its second. */
async function aSystem(): Promise<{ endpoint: string; office: string }> {
  systems += 1
  const [endpoint, office] = [`system-${systems}`, `TAKES${systems}`]
  const common = { mechanism: 'push', agent: 'AGENT', address: 'https://one.example' } as const
  await rig.repositories.endpoints.save({ id: endpoint, ...common, backOff: BACK_OFF, concurrency: 4 })
  const ways = [
    { system: 'push' as const, endpoint },
    { system: 'email' as const, endpoint: 'email' },
  ]
  const profile = { ...plainProfile(LONG_AGO, 'push', endpoint), ways }
  await rig.repositories.offices.save([buildOffice(office, 'push', { profiles: [profile] })])
  await rig.repositories.seats.save([buildSeat(`${office}/TAPAL`)])
  return { endpoint, office }
}

const ask = () =>
  askEndpoints(
    { repositories: rig.repositories, connectors: rig.connectors, secrets: { unseal: (text) => text } },
    rig.clock.now,
  )
const recordOf = async (id: string) => (await rig.repositories.endpoints.byId(id))!

async function wayOf(office: string) {
  const sent = await rig.accept([], {
    recipients: [{ office, purpose: 'action' }],
    documents: [DOCUMENT],
  })
  await run(() => rig.near().resolveRecipients(sent.id))
  const [row] = await rig.repositories.tapals.ofDispatch(sent.id)
  return [row!.mechanism, row!.state, ...row!.why.map(({ code }) => code).filter((code) => /^way/.test(code))]
}

test('a letter that the system cannot take goes the next way of the office, and its trace says why', async () => {
  const { endpoint, office } = await aSystem()
  expect(await wayOf(office)).toEqual(['push', 'routed'])
  rig.connectors.push.takes({ maxDocumentBytes: 4_999 })
  await ask()
  expect(await recordOf(endpoint)).toMatchObject({
    ...{ takes: { maxDocumentBytes: 4_999 }, askedAt: rig.clock.now, askFault: '' },
  })
  expect(await wayOf(office)).toEqual(['email', 'routed', 'way-refuses-size'])
})

test('it is asked again after a day, and where it did not answer after five minutes; its fault stands at the endpoint', async () => {
  const { endpoint } = await aSystem()
  rig.connectors.push.up(() => ({ kind: 'retry-later', code: 'http-404', inDoubt: false }))
  await ask()
  expect(await recordOf(endpoint)).toMatchObject({ state: 'open', takes: null, askFault: 'http-404' })
  rig.connectors.push.up(() => true)
  rig.clock.pass(ASK_SOON_MS - 1)
  await ask()
  expect(await recordOf(endpoint)).toMatchObject({ askFault: 'http-404' })
  rig.clock.pass(1)
  await ask()
  expect(await recordOf(endpoint)).toMatchObject({ askFault: '', takes: { maxDocuments: 20 } })
  rig.connectors.push.takes({ maxDocuments: 7 })
  rig.clock.pass(ASK_AGAIN_MS - 1)
  await ask()
  expect((await recordOf(endpoint)).takes).toMatchObject({ maxDocuments: 20 })
  rig.clock.pass(1)
  await ask()
  expect((await recordOf(endpoint)).takes).toMatchObject({ maxDocuments: 7 })
})

test('what it said counts no more at another address, also where the answer comes late', async () => {
  const { endpoint } = await aSystem()
  await ask()
  const old = await recordOf(endpoint)
  const note = { what: 'test', actor: { kind: 'kcs' } as const, at: rig.clock.now, mark: 'm' }
  const act = { reason: 'moved', by: 'op', note: note as never }
  await rig.repositories.endpoints.setAddress(endpoint, 'https://two.example', old.address, act)
  expect(await recordOf(endpoint)).toMatchObject({ takes: null, askedAt: null })
  await rig.repositories.endpoints.noteAsked(old, { fault: 'late' }, rig.clock.now)
  expect(await recordOf(endpoint)).toMatchObject({ takes: null, askedAt: null, askFault: '' })
  await ask()
  expect(await recordOf(endpoint)).toMatchObject({ takes: { maxDocuments: 20 } })
})
