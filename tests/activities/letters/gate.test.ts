// The gate for malware: no letter leaves by any way before its documents are scanned, and nothing opens it but the word "clean".

import { Readable } from 'node:stream'
import { createGate, type Gate } from '../../../services/letters/document/gate'
import { createClamd } from '../../../documents/clamd'
import { followTapals } from '../../../services/letters/tapal/follow'
import { MECHANISMS } from '../../../domain/letters/systems'
import type { DocumentReference } from '../../../domain/letters/dispatch/dispatch'
import { type Clamd, EICAR, ENGINE, startClamd } from '../../support/clamd'
import { dutyDeps } from '../../support/duty-deps'
import { recordingRuns } from '../../support/recording-runs'
import { until } from '../../support/until'
import { deliver, wait } from './lane'
import { type GateWorld, openRig, type Rig, run } from './rig'

let clamd: Clamd
let rig: Rig
const gates: Gate[] = []
let ends: string[]

/** A gate as that of another process; the first one is the rig's. */
function gateOver(world: GateWorld): Gate {
  const gate = createGate({
    ...world,
    scanner: createClamd(clamd.address, { idleMs: 20_000, wholeMs: 20_000 }),
    cleanDays: 7,
    holder: `process ${gates.length}`,
    note: (end) => void ends.push(end),
  })
  gates.push(gate)
  return gate
}

const another = (): Gate =>
  gateOver({ repositories: rig.repositories, store: rig.store, now: () => rig.clock.now })

beforeAll(async () => {
  clamd = await startClamd()
  rig = await openRig(gateOver)
})
afterAll(async () => {
  await rig.close()
  await clamd.stop()
})
beforeEach(() => {
  Object.assign(clamd, { mood: 'well', scanned: [], read: 0 })
  ends = []
  for (const mechanism of MECHANISMS) rig.connectors[mechanism].calls.length = 0
  rig.clock.pass(60_000)
})

let texts = 0

/** A document of the sender in the store, with this text in it and of a content of its own. */
async function stored(text: string, name = 'order.pdf'): Promise<DocumentReference> {
  const content = Readable.from([Buffer.from(`%PDF-1.4\n${text}\n${(texts += 1)}\nstartxref\n9\n%%EOF\n`)])
  const { sha256, size, mediaType } = await rig.store.put(content, { mediaType: 'application/pdf' })
  await rig.repositories.documents.add({ sha256, size, mediaType, office: 'SENDER', at: rig.clock.now })
  return { sha256, size, mediaType, name }
}

const rowOf = async (sent: { id: string; offices: string[] }) => (await rig.tapals(sent))[0]!
const deskOf = async (sent: { id: string; offices: string[] }) =>
  rig.repositories.tapals.deskLetter((await rowOf(sent)).id)
const scanOf = async ({ sha256 }: DocumentReference) =>
  (await rig.repositories.documents.byHashes([sha256])).get(sha256)!
const audited = async ({ sha256 }: DocumentReference) =>
  (await rig.repositories.audit.history('document', sha256, { limit: 10 })).items

test('a clean letter goes, and the verdict is kept with the signatures that gave it', async () => {
  const document = await stored('a letter')
  const sent = await rig.resolved(['push'], { documents: [document] })
  await deliver(rig, sent.id)
  expect(await rowOf(sent)).toMatchObject({ state: 'delivered', attempts: 1 })
  expect(await scanOf(document)).toMatchObject({
    scan: { verdict: 'clean', finding: '', engine: ENGINE, at: rig.clock.now },
    scanning: null,
  })
  expect(await audited(document)).toEqual([])
})

test('by no way anything leaves that is infected', async () => {
  const documents = [await stored('clean'), await stored(EICAR, 'annexure.pdf')]
  const sent = await rig.resolved(MECHANISMS, { documents })
  for (const mechanism of MECHANISMS) await deliver(rig, sent.id, mechanism)
  for (const mechanism of MECHANISMS) expect(rig.connectors[mechanism].calls).toEqual([])
  for (const row of await rig.tapals(sent)) {
    expect(row).toMatchObject({ state: 'failed', claim: null, nextAttemptAt: null })
    expect(row.events.at(-1)).toMatchObject({ to: 'failed', cause: 'never', code: 'document-infected' })
  }
})

test('of an infected letter the sender and the operators are told, and that its document is locked stands in the audit log', async () => {
  const document = await stored(EICAR)
  const sent = await rig.resolved(['push'], { documents: [document] })
  await deliver(rig, sent.id)
  const deps = dutyDeps({ repositories: rig.repositories, runs: recordingRuns() })
  const news = await followTapals(
    deps,
    { limit: 100, parts: { of: 1, held: [0] }, except: [] },
    rig.clock.now,
  )
  const { notices } = await news!.entries()
  const told = notices
    .filter(({ kind, dispatch }) => kind === 'failed' && (dispatch === sent.id || dispatch === null))
    .map(({ seat, role }) => seat ?? role)
  expect(new Set(told)).toEqual(new Set(['SENDER/SO', 'operator']))
  expect(await audited(document)).toMatchObject([
    { what: 'document-locked', after: { verdict: 'infected', finding: 'Eicar-Signature', engine: ENGINE } },
  ])
  expect(await deskOf(sent)).toMatchObject({ state: 'failed', code: 'document-infected' })
})

test('while the scanner is away a letter waits without a try, on the desk and once in its trace, and goes when it is back', async () => {
  const sent = await rig.resolved(['push'], { documents: [await stored('a letter')] })
  await clamd.stop()
  for (let n = 0; n < 8; n += 1) {
    const { nextRetryDelay } = await wait(rig, sent.id)
    expect(nextRetryDelay).toBeGreaterThanOrEqual(5_000)
    expect(nextRetryDelay).toBeLessThanOrEqual(300_000)
    rig.clock.pass(Number(nextRetryDelay))
  }
  expect(rig.connectors.push.calls).toEqual([])
  const held = await rowOf(sent)
  expect(held).toMatchObject({ state: 'routed', attempts: 0, claim: null })
  expect(held.events.slice(1)).toMatchObject([{ cause: 'waits-for-scan', code: 'scanner-away' }])
  expect(await deskOf(sent)).toMatchObject({ state: 'waiting', code: 'scanner-away' })
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'open', failuresInRow: 0 })
  expect(new Set(ends)).toEqual(new Set(['away']))
  await clamd.start()
  await deliver(rig, sent.id)
  expect(await rowOf(sent)).toMatchObject({ state: 'delivered', attempts: 1 })
  expect(await deskOf(sent)).toMatchObject({ state: null })
})

test.each(['drops', 'half-answer', { says: 'stream: OK?\0' }, { says: 'out of memory ERROR\0' }] as const)(
  'a scanner that %j opens the gate for nothing',
  async (mood) => {
    clamd.mood = mood
    const document = await stored('a letter')
    const sent = await rig.resolved(['push'], { documents: [document] })
    await wait(rig, sent.id)
    expect(rig.connectors.push.calls).toEqual([])
    expect(await scanOf(document)).toMatchObject({ scan: null, scanning: null })
  },
)

test('a letter that the scanner cannot see into fails with a code of its own, and is no malware in the audit log', async () => {
  clamd.mood = { limit: 10 }
  const document = await stored('too large for it')
  const sent = await rig.resolved(['push'], { documents: [document] })
  await deliver(rig, sent.id)
  expect((await rowOf(sent)).events.at(-1)).toMatchObject({ to: 'failed', code: 'document-unscannable' })
  expect(await audited(document)).toEqual([])
})

test('a document that is damaged in the store fails its letter, and is scanned by nobody', async () => {
  const document = await stored('a letter')
  const chunks = rig.database.db!.collection('contents.chunks')
  await chunks.updateMany({}, { $set: { data: Buffer.from('changed') } })
  const sent = await rig.resolved(['push'], { documents: [document] })
  await deliver(rig, sent.id)
  expect((await rowOf(sent)).events.at(-1)).toMatchObject({ to: 'failed', code: 'document-damaged' })
  expect(await scanOf(document)).toMatchObject({ scan: null, scanning: null })
})

test('a circular has its document scanned once, by however many lanes, processes and batches', async () => {
  const mechanisms = Array.from({ length: 60 }, (_, n) => MECHANISMS[n % MECHANISMS.length]!)
  const document = await stored('a circular')
  const sent = await rig.resolved(mechanisms, { documents: [document] })
  const gate = another()
  const wanted = new Map([[document.sha256, null]])
  const looks = Array.from({ length: 20 }, (_, n) => (n % 2 ? gate : gates[0]!).heldBack(wanted))
  for (const held of await Promise.all(looks))
    expect([undefined, 'scan-waiting']).toContain(held.get(document.sha256))
  for (const mechanism of MECHANISMS) await deliver(rig, sent.id, mechanism)
  expect(clamd.scanned).toHaveLength(1)
  expect((await rig.tapals(sent)).every(({ state }) => state !== 'routed' && state !== 'failed')).toBe(true)
})

test('while one process scans, a letter of another waits for its verdict; where that one dies, it is scanned after half a minute', async () => {
  const document = await stored('a letter')
  const sent = await rig.resolved(['push'], { documents: [document] })
  const { documents } = rig.repositories
  const at = rig.clock.now
  await documents.beginScan(document.sha256, { by: 'dead', now: at, until: new Date(at.getTime() + 30_000) })
  expect(await wait(rig, sent.id)).toMatchObject({ nextRetryDelay: 2_000 })
  expect((await rowOf(sent)).events).toHaveLength(1)
  rig.clock.pass(30_000)
  await deliver(rig, sent.id)
  expect(await rowOf(sent)).toMatchObject({ state: 'delivered' })
  // Who was taken for dead and comes back writes nothing over it.
  const late = { verdict: 'infected', finding: 'x', engine: ENGINE, at } as const
  expect(await documents.endScan(document.sha256, 'dead', late)).toBe(false)
})

test('a clean verdict counts for its days; a letter that leaves after them has its document scanned anew', async () => {
  const document = await stored('a letter')
  await deliver(rig, (await rig.resolved(['push'], { documents: [document] })).id)
  rig.clock.pass(6 * 86_400_000)
  await deliver(rig, (await rig.resolved(['push'], { documents: [document] })).id)
  expect(clamd.scanned).toHaveLength(1)
  rig.clock.pass(86_400_000)
  await deliver(rig, (await rig.resolved(['push'], { documents: [document] })).id)
  expect(clamd.scanned).toHaveLength(2)
})

test('a letter that an operator sends again has its locked document scanned anew, and goes if it is clean by now', async () => {
  clamd.mood = { says: 'stream: Mistaken.Signature FOUND\0' }
  const document = await stored('a letter')
  const sent = await rig.resolved(['push'], { documents: [document] })
  await deliver(rig, sent.id)
  clamd.mood = 'well'
  rig.clock.pass(60_000)
  const again = {
    event: {
      ...({ kind: 'state', to: 'routed', cause: 'redelivered-by-operator' } as const),
      ...{ actor: { kind: 'operator', account: 'account:op' } as const, at: rig.clock.now },
    },
    set: { nextAttemptAt: rig.clock.now },
  }
  await rig.repositories.tapals.apply((await rowOf(sent)).id, again)
  await deliver(rig, sent.id)
  expect(await rowOf(sent)).toMatchObject({ state: 'delivered' })
  expect((await audited(document)).map(({ what }) => what)).toEqual(['document-unlocked', 'document-locked'])
})

test('a letter whose worker died with it in hand stays in doubt while it is held back', async () => {
  const sent = await rig.resolved(['push'], { documents: [await stored('a letter')] })
  const lane = { dispatch: sent.id, mechanism: 'push', shard: 0 } as const
  const at = rig.clock.now
  await rig.repositories.tapals.claim(lane, { claimId: 'dead', now: at, until: at, limit: 9 })
  await clamd.stop()
  await wait(rig, sent.id)
  expect((await rowOf(sent)).claim).not.toBeNull()
  await clamd.start()
  rig.clock.pass(10_000)
  const status = jest.fn().mockResolvedValue({ kind: 'delivered' })
  Object.assign(rig.connectors.push, { status })
  await deliver(rig, sent.id)
  expect(status).toHaveBeenCalledTimes(1)
  expect(rig.connectors.push.calls).toEqual([])
  Object.assign(rig.connectors.push, { status: undefined })
})

test('a letter that is recalled while it waits is not touched by the scan', async () => {
  const document = await stored(EICAR)
  const sent = await rig.resolved(['push'], { documents: [document] })
  const row = await rowOf(sent)
  let recalled = false
  const lane = rig.delivery({
    dispatches: {
      ...rig.repositories.dispatches,
      async byIds(...args) {
        if (!recalled) {
          recalled = true
          const event = {
            kind: 'state',
            to: 'recalled',
            cause: 'recalled-by-sender',
            actor: { kind: 'kcs' },
          } as const
          await rig.repositories.tapals.apply(row.id, {
            event: { ...event, at: rig.clock.now },
            set: { nextAttemptAt: null, owes: false },
          })
        }
        return rig.repositories.dispatches.byIds(...args)
      },
    },
  })
  await run(() => lane.deliver(sent.id, 'push', 0))
  expect(await rowOf(sent)).toMatchObject({ state: 'recalled' })
})

test('a verdict that counts is read once by a process, and no more for the letters and batches after it', async () => {
  const document = await stored('a letter')
  await deliver(rig, (await rig.resolved(['push'], { documents: [document] })).id)
  const sent = await rig.resolved(['push', 'push'], { documents: [document] })
  rig.sent.length = 0
  await deliver(rig, sent.id)
  expect(rig.sent.filter(({ command }) => command['find'] === 'documents')).toEqual([])
  expect(clamd.scanned).toHaveLength(1)
})

test('nothing is left open at the scanner', async () => {
  const sent = await rig.resolved(['push'], { documents: [await stored(EICAR), await stored('clean')] })
  await deliver(rig, sent.id)
  await until(() => clamd.open() === 0, { what: 'all connections to be closed' })
})
