// A collector that is killed at any step, or that is not alone, takes each letter once and loses none.

import type { Repositories } from '../../../../database'
import type { CollectDeps } from '../../../../services/letters/collect/deps'
import { buildTapal } from '../../../support/build-tapal'
import { buildDispatch } from '../../../support/builders'
import { dyingAt } from '../../../support/dying'
import { letter } from './stranger'
import { endpointOf, openRig, type Rig, rowOf } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

const killedAt =
  (repository: keyof Repositories, method: string, when: 'before' | 'after') => (): Partial<CollectDeps> => ({
    repositories: dyingAt(rig.repositories, repository, method, when),
  })
const killedInStore = (when: 'before' | 'after') => (): Partial<CollectDeps> => ({
  store: {
    ...rig.deps.store,
    async put(...given) {
      if (when === 'after') await rig.deps.store.put(...given)
      throw new Error('killed')
    },
  },
})
const killedInCall = (method: 'collect' | 'settle', when: 'before' | 'after') => (): Partial<CollectDeps> => {
  const { connector } = rig.stranger
  const dies = async (...given: never[]): Promise<never> => {
    if (when === 'after') await (connector[method] as (...all: never[]) => Promise<unknown>)(...given)
    // As a kill: nothing after it is done, not even to note the fault.
    throw Object.assign(new Error('killed'), { name: 'KcsError', code: 'service-unavailable' })
  }
  return { connectors: { ...rig.deps.connectors, eoffice: { ...connector, [method]: dies } } }
}

const steps: [string, () => Partial<CollectDeps>][] = [
  ['before the system was asked', killedInCall('collect', 'before')],
  ['after it had answered', killedInCall('collect', 'after')],
  ['before a document was stored', killedInStore('before')],
  ['after a document was stored', killedInStore('after')],
  ['before the document was noted', killedAt('documents', 'add', 'before')],
  ['after the document was noted', killedAt('documents', 'add', 'after')],
  ['before the letter was accepted', killedAt('dispatches', 'accept', 'before')],
  ['after the letter was accepted', killedAt('dispatches', 'accept', 'after')],
  ['before its run was noted as started', killedAt('dispatches', 'markStarted', 'before')],
  ['before the system was told', killedInCall('settle', 'before')],
  ['after the system was told', killedInCall('settle', 'after')],
  ['before the cursor was written', killedAt('collects', 'save', 'before')],
  ['after the cursor was written', killedAt('collects', 'save', 'after')],
]

test.each(steps)('killed %s: each letter is taken once, counted once, and told', async (_step, killed) => {
  rig.stranger.outbox = [letter('L1'), letter('L2', { subject: '' }), letter('L3')]
  rig.stranger.pageSize = 2
  await rig.collect(killed()).catch(() => undefined)
  for (let rounds = 0; rounds < 4; rounds += 1) {
    rig.clock.pass(120_000)
    await rig.collect()
  }
  expect(await rig.letters()).toEqual(['S/L1', 'S/L3'])
  const row = await rowOf(rig)
  expect(row).toMatchObject({ cursor: '3', taken: 2, entries: [{ key: 'L2', state: 'refused' }] })
  const kinds = (key: string) =>
    new Set(rig.stranger.told.flatMap((one) => (one.key === key ? one.kind : [])))
  expect([kinds('L1'), kinds('L2'), kinds('L3')]).toEqual([
    new Set(['taken']),
    new Set(['refused']),
    new Set(['taken']),
  ])
})

test('two collectors at once take each letter once, and count it once', async () => {
  rig.stranger.outbox = Array.from({ length: 30 }, (_, i) => letter(`L${i}`))
  rig.stranger.pageSize = 7
  await Promise.all([rig.collect(), rig.collect()])
  rig.clock.pass(60_000)
  await rig.collect()
  expect(await rig.letters()).toHaveLength(30)
  expect(await rowOf(rig)).toMatchObject({ cursor: '30', taken: 30 })
  expect(new Set(rig.stranger.told.map(({ key }) => key)).size).toBe(30)
})

test('a system that does not hear the results is told again, and nothing behind them is asked for', async () => {
  rig.stranger.outbox = [letter('L1'), letter('L2')]
  rig.stranger.pageSize = 1
  rig.stranger.fault((path, response) => {
    if (path !== '/results') return false
    response.writeHead(500).end()
    return true
  })
  expect(await rig.collect()).toMatchObject({ fault: 'http-500' })
  expect(await rowOf(rig)).toMatchObject({ cursor: null, failures: 1 })
  rig.stranger.fault(() => false)
  rig.clock.pass(60_000)
  await rig.collect()
  expect(rig.stranger.told.map(({ key }) => key)).toEqual(['L1', 'L2'])
  expect(await rowOf(rig)).toMatchObject({ cursor: '2', failures: 0, fault: '', taken: 2 })
})

test('reports of a system without call-backs are taken once each, and a bad one holds up no other', async () => {
  const at = new Date('2026-11-22T06:00:00Z')
  const tapal = buildTapal(buildDispatch(), at, { endpoint: endpointOf(rig), mechanism: 'eoffice' })
  await rig.repositories.tapals.insert([tapal])
  const base = { deliveryKey: `kcs-${tapal.id}`, at }
  const unknown = { ...base, deliveryKey: `kcs-${'0'.repeat(26)}`, key: 'R0', kind: 'opened' as const }
  rig.stranger.outbox = [
    { report: unknown },
    { report: { ...base, key: 'R1', kind: 'opened' } },
    { report: { ...base, key: 'R2', kind: 'acknowledged', diary: { number: 'E/7' } } },
  ]
  const report = await rig
    .collect({
      repositories: dyingAt(rig.repositories, 'collects', 'save', 'before'),
    })
    .catch(() => null)
  expect(report).toBeNull()
  rig.clock.pass(60_000)
  expect(await rig.collect()).toMatchObject({ reports: 2 })
  const row = await rig.repositories.tapals.byId(tapal.id)
  expect(row?.diary?.number).toBe('E/7')
  expect(row?.events.filter(({ key }) => key === 'R2')).toHaveLength(1)
  expect(rig.stranger.told).toContainEqual(
    expect.objectContaining({ of: 'report', key: 'R0', kind: 'refused' }),
  )
  expect(await rowOf(rig)).toMatchObject({ entries: [{ of: 'report', key: 'R0', state: 'refused' }] })
})
