// What the duties find is read in windows: what fails at the head, or stays as it is, hides nothing behind it.

import { windowOf } from '../../database/common/window'
import { KcsError } from '../../domain/common/error'
import { CASES } from '../../process/cases'
import { revive } from '../../services/operations/duty/revive'
import { sweep } from '../../services/operations/duty/sweep'
import { openRoom, buildTapal, type Room } from '../database/room'
import { buildDispatch } from '../support/builders'
import { dutyDeps, type Noted } from '../support/duty-deps'
import { recordingRuns } from '../support/recording-runs'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const LONG_AGO = new Date('2026-11-22T06:00:00Z')
const cases = CASES.filter(({ name }) => name === 'dispatch')

test('three hundred letters that cannot be started do not hide the hundred behind them, and each is told with its id', async () => {
  const ids: string[] = []
  for (let n = 0; n < 400; n += 1) {
    const acceptedAt = new Date(LONG_AGO.getTime() + Math.floor(n / 50))
    ids.push((await room.repositories.dispatches.accept(buildDispatch({ acceptedAt }))).dispatch.id)
  }
  const failing = new Set(ids.slice(0, 300))
  const runs = recordingRuns()
  const start = runs.start.bind(runs)
  runs.start = async (name, subject) => {
    if (failing.has(subject)) throw new Error('refused')
    return start(name, subject)
  }
  const noted: Noted[] = []
  const swept = await sweep(dutyDeps({ repositories: room.repositories, runs }, noted), cases, new Date())
  expect(swept['dispatch']).toEqual({ started: 100, told: 0 })
  expect(noted.map(({ fields }) => fields['id']).sort()).toEqual([...failing].sort())
  expect(await room.repositories.dispatches.outboxSize()).toBe(300)
})

test('a Temporal that is away ends the round at once, and nobody is told of each letter', async () => {
  const runs = recordingRuns()
  runs.start = async () => {
    throw new KcsError('service-unavailable')
  }
  const noted: Noted[] = []
  const deps = dutyDeps({ repositories: room.repositories, runs }, noted)
  await expect(sweep(deps, cases, new Date())).rejects.toThrow('service-unavailable')
  expect(noted).toEqual([])
})

test('while Temporal is far behind with its work, a turn asks it of two hundred of the letters that wait, and the next turn of those behind them', async () => {
  await room.database.collection('dispatches').deleteMany({})
  for (let n = 0; n < 250; n += 1) {
    const { dispatch } = await room.repositories.dispatches.accept(buildDispatch({ acceptedAt: LONG_AGO }))
    await room.repositories.dispatches.markStarted(dispatch.id)
  }
  const runs = recordingRuns()
  const asked = () =>
    runs.calls.filter(({ call }) => call === 'describe dispatch').map(({ subject }) => subject)
  const deps = dutyDeps({ repositories: room.repositories, runs })
  const positions = new Map()
  await revive(deps, cases, new Date(), positions)
  expect(asked()).toHaveLength(200)
  await revive(deps, cases, new Date(), positions)
  expect(new Set(asked()).size).toBe(250)
})

test('hundreds of rows of one instant are gone through, each once', async () => {
  const rows = room.database.collection<{ _id: string; at: Date }>('toys')
  await rows.deleteMany({})
  await rows.insertMany(Array.from({ length: 250 }, (_, n) => ({ _id: `T${n}`, at: LONG_AGO })))
  const seen: string[] = []
  let after: Awaited<ReturnType<typeof windowOf>>['next'] = null
  do {
    const window: Awaited<ReturnType<typeof windowOf>> = await windowOf(
      rows as never,
      {},
      { field: 'at', before: new Date() },
      { limit: 40, after },
    )
    seen.push(...window.items.map(({ _id }) => _id))
    after = window.next
  } while (after !== null)
  expect(seen).toHaveLength(250)
  expect(new Set(seen).size).toBe(250)
  await rows.deleteMany({})
})

test('letters parked at an endpoint that is not there are told of, and no run is started for it again and again', async () => {
  await room.repositories.tapals.insert([buildTapal({ dispatch: 'P', endpoint: 'away', parked: true })])
  const runs = recordingRuns()
  const noted: Noted[] = []
  const endpoints = CASES.filter(({ name }) => name === 'endpoint')
  await sweep(dutyDeps({ repositories: room.repositories, runs }, noted), endpoints, new Date())
  expect(runs.calls.filter(({ call }) => call.startsWith('start'))).toEqual([])
  expect(noted).toContainEqual({
    fields: { case: 'endpoint', id: 'away' },
    text: 'letters are parked at an endpoint that is not there',
  })
})
