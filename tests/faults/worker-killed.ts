// kill -9 of the workers at the instants that hurt most: each letter is there once, under one delivery key.

import { deliveryKey } from '../../domain/letters/tapal/keys'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { until } from '../support/until'
import { ALPHA, lettersAt, setKnobs } from './letters'
import { stage } from './shared-stage'

const killWorkers = (): void => {
  for (const part of ['worker', 'worker-2'] as const) stage.world.kill(part)
}
const keysOf = (tapals: readonly Tapal[]): Set<string> => new Set(tapals.map(({ id }) => deliveryKey(id)))

async function expectOnce(dispatch: string): Promise<Tapal> {
  const [tapal, ...others] = await stage.untilAll(dispatch, ['acknowledged'], 90_000)
  expect(others).toEqual([])
  const there = await lettersAt(stage.world, ALPHA, keysOf([tapal!]))
  expect(there).toEqual([
    expect.objectContaining({ diary: { number: tapal!.diary!.number, date: expect.anything() } }),
  ])
  await stage.untilClosed(dispatch)
  return tapal!
}

it('while a call is open that has had no effect yet: another worker asks, and delivers under the same key', async () => {
  await setKnobs(stage.world, ALPHA, { slowMs: 4_000 })
  const dispatch = await stage.send(['ALPHA1'])
  await until(async () => (await stage.tapals(dispatch)).some(({ claim }) => claim !== null), {
    what: 'the call to be open',
  })
  killWorkers()
  await setKnobs(stage.world, ALPHA, { slowMs: 0 })
  await expectOnce(dispatch)
}, 180_000)

it('after the system has the letter and before the record knows: the letter is asked for and not sent again', async () => {
  await setKnobs(stage.world, ALPHA, { faults: [{ on: 'POST /tapals', mode: 'hang', afterEffect: true }] })
  const dispatch = await stage.send(['ALPHA2'])
  await until(
    async () => (await lettersAt(stage.world, ALPHA, keysOf(await stage.tapals(dispatch)))).length === 1,
    { what: 'the system to have it' },
  )
  killWorkers()
  await expectOnce(dispatch)
}, 180_000)

it('in the middle of an inbox delivery, again and again: each seat has its tapal once, with a number without a gap', async () => {
  const sent: string[] = []
  for (let round = 0; round < 4; round += 1) {
    sent.push(
      ...(await Promise.all(
        [0, 1, 2, 3].map((at) => stage.send([`DESK0${at + 1}`], `inbox-${round}-${at}`)),
      )),
    )
    await until(
      async () =>
        (await stage.world.database.collection('tapals').countDocuments({ dispatch: { $in: sent } })) >
        round * 4,
      { what: 'the first row of the round' },
    )
    killWorkers()
  }
  const tapals: Tapal[] = []
  for (const dispatch of sent) tapals.push(...(await stage.untilAll(dispatch, ['delivered'], 90_000)))
  expect(tapals).toHaveLength(sent.length)
  const numbers = tapals.map(({ office, inwardNumber }) => `${office} ${inwardNumber}`)
  expect(new Set(numbers).size).toBe(sent.length)
  const serials = tapals.filter(({ office }) => office === 'DESK01').map(({ inwardNumber }) => inwardNumber!)
  expect(serials.map((number) => Number(number.split('/').at(-1))).sort()).toEqual([1, 2, 3, 4])
}, 300_000)
