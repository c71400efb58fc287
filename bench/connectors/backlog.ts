// A backlog of letters: how fast it goes out when its system is back, beside letters to a system that is well, and in what order.

import { setTimeout as wait } from 'node:timers/promises'
import { slicesOf } from '../../domain/common/item/slices'
import { tapalIdOf } from '../../domain/letters/tapal/keys'
import { type Row, say } from '../report'
import { figure, figureText } from '../statistics'
import type { Answerer } from './answerer'
import { benchLetters } from './letters'
import { recordLetter } from './record'
import type { World } from './world'

const BACKLOG = 10_000
/** Recipients of each letter of the backlog. */
const RECIPIENTS = 100
const ANSWER_MS = 5
const SYSTEM = 'push'
const URGENCIES = ['normal', 'urgent', 'immediate'] as const
const LONGEST_MS = 1_800_000

export async function backlogRows(
  world: World,
  answerer: Answerer,
  { scale, runs }: { scale: number; runs: number },
): Promise<Row[]> {
  const recording = await recordLetter(SYSTEM, benchLetters())
  if (recording === null) throw new Error(`${SYSTEM} is called over HTTP`)
  const recipients = Math.min(RECIPIENTS, Math.ceil(BACKLOG * scale))
  const letters = Math.max(1, Math.round((BACKLOG * scale) / recipients))
  const count = letters * recipients
  const steady: number[] = []
  const drained: number[] = []
  let misplaced = { pairs: 0, beyond: 0 }
  for (let run = 1; run <= runs; run += 1) {
    const [well, back] = [`well${run}`, `back${run}`]
    const place = { recording, answerMs: ANSWER_MS }
    await answerer.open({ [well]: place, [back]: place })
    const codes = new Map<string, string[]>()
    for (const code of [well, back])
      codes.set(
        code,
        await world.place({ code, system: SYSTEM, address: `${answerer.url}/${code}`, offices: recipients }),
      )
    steady.push(await steadyRate(world, codes.get(well)!, letters))

    await answerer.setDown(back, true)
    await park(world, back, codes.get(back)!, letters)
    await answerer.setDown(back, false)
    const startedAt = performance.now()
    await world.runs.signalWithStart('endpoint', back, 'resumed')
    await gone(world, back, count, startedAt)
    drained.push(count / ((performance.now() - startedAt) / 1_000))
    misplaced = await outOfOrder(world, await answerer.arrivals(back), back)
    say(
      `backlog run ${run}: ${drained.at(-1)!.toFixed(0)}/s, steady ${steady.at(-1)!.toFixed(0)}/s, ` +
        `${misplaced.pairs} pairs out of order`,
    )
  }
  return [
    {
      metric: `a backlog of ${count} letters, letters per second when its system is back`,
      value: figureText(figure(drained), 0),
      ceiling: `letters to a system that is well, ${recipients} recipients each: ${figureText(figure(steady), 0)}`,
      ratio: figure(drained.map((value, i) => value / steady[i]!)),
      target: '≥ 0.80',
    },
    {
      metric:
        'pairs of the backlog out of the order of urgency and age, of these such as were not under way at once',
      value: `${misplaced.pairs}, ${misplaced.beyond}`,
      ceiling: '',
      ratio: null,
      target: '0 not under way at once',
    },
  ]
}

/** All letters are sent at once to a system that is well; from the first hand-over to the last. */
async function steadyRate(world: World, offices: readonly string[], letters: number): Promise<number> {
  const startedAt = performance.now()
  const ids: string[] = []
  for (let n = 0; n < letters; n += 1) ids.push(await world.send(offices))
  for (const id of ids) await world.carried(id, offices.length, 100)
  return (letters * offices.length) / ((performance.now() - startedAt) / 1_000)
}

/** Letters of all urgencies and of many ages come to wait at the endpoint, which KCS has paused. */
async function park(
  world: World,
  endpoint: string,
  offices: readonly string[],
  letters: number,
): Promise<void> {
  const { repositories } = world.stage
  await repositories.endpoints.trip(endpoint, 'bench', new Date())
  for (const some of slicesOf(
    Array.from({ length: letters }, (_, n) => n),
    10,
  ))
    await Promise.all(
      some.map((n) =>
        world.send(offices, {
          urgency: URGENCIES[(n * 7) % URGENCIES.length]!,
          acceptedAt: new Date(Date.now() - ((n * 37) % letters) * 60_000),
        }),
      ),
    )
  while ((await repositories.tapals.parked(endpoint)).count < letters * offices.length) await wait(250)
}

async function gone(world: World, endpoint: string, count: number, startedAt: number): Promise<void> {
  const tapals = world.stage.database.collection('tapals')
  const filter = { endpoint, state: { $in: ['delivered', 'acknowledged'] } }
  while ((await tapals.countDocuments(filter)) < count) {
    if (performance.now() - startedAt > LONGEST_MS)
      throw new Error(`the backlog is not gone in ${LONGEST_MS} ms`)
    await wait(100)
  }
}

/** Rows that the drain takes at once: within these the order of arrival is that of the calls. */
const TAKEN_AT_ONCE = 20

/** Pairs of which the one that should have gone later arrived first. */
async function outOfOrder(
  world: World,
  keys: readonly string[],
  endpoint: string,
): Promise<{ pairs: number; beyond: number }> {
  const rows = await world.stage.database
    .collection<{ _id: string; rank: number; createdAt: Date }>('tapals')
    .find({ endpoint }, { projection: { rank: 1, createdAt: 1 } })
    .toArray()
  const byId = new Map(rows.map(({ _id, rank, createdAt }) => [_id, { rank, at: createdAt.getTime() }]))
  const arrived = keys.flatMap((key) => byId.get(tapalIdOf(key) ?? '') ?? [])
  let [pairs, beyond] = [0, 0]
  for (let first = 0; first < arrived.length; first += 1) {
    const one = arrived[first]!
    for (let second = first + 1; second < arrived.length; second += 1) {
      const other = arrived[second]!
      const isEarlier = other.rank > one.rank || (other.rank === one.rank && other.at < one.at)
      if (!isEarlier) continue
      pairs += 1
      if (second - first > TAKEN_AT_ONCE) beyond += 1
    }
  }
  return { pairs, beyond }
}
