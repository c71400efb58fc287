// Ten systems, one of which answers in 25 s and one not at all: what the others' letters feel of it.

import { setTimeout as wait } from 'node:timers/promises'
import { AGENT_SYSTEMS, type AgentSystem, cardOf } from '../../domain/letters/systems'
import { anyFreePort } from '../../local/system/ports'
import { type Row, say } from '../report'
import { figure, percentile } from '../statistics'
import { startAgent } from './record'
import type { World } from './world'

const SYSTEMS = 10
const ANSWER_MS = 5
const SLOW_MS = 25_000
/** Letters a second to the eight, and to each of the two beside them. */
const PER_SECOND = 4
const TROUBLE_PER_SECOND = 0.5
const SPAN_MS = 60_000

/** Letters in a folder wait until they are picked up, whatever their neighbours do. */
const KINDS = AGENT_SYSTEMS.filter((system) => !cardOf(system).folders)

/**
 * The kinds of systems go round; the last two are the slow and the dead one. What they do is told from what their letters cost
 * anyway: in quiet times as many letters go to two of the same kinds that are well.
 */
export async function neighbourRow(
  world: World,
  { scale, runs }: { scale: number; runs: number },
): Promise<Row> {
  const spanMs = Math.max(5_000, SPAN_MS * scale)
  const places = [...Array(SYSTEMS).keys()].map((n) => ({
    code: `s${n}`,
    system: KINDS[n % KINDS.length]!,
  }))
  const [slow, dead] = [places[SYSTEMS - 2]!, places[SYSTEMS - 1]!]
  const codes = [...places, { ...slow, code: 'well-for-slow' }, { ...dead, code: 'well-for-dead' }]
  const agents = await Promise.all(
    KINDS.map(async (system) => {
      const instances = codes
        .filter((one) => one.system === system && one !== dead)
        .map((one) => ({ code: one.code, knobs: { slowMs: one === slow ? SLOW_MS : ANSWER_MS } }))
      return [system, instances.length > 0 ? await startAgent(system, instances) : null] as const
    }),
  )
  const addresses = new Map<AgentSystem, Record<string, string>>(
    agents.map(([system, agent]) => [system, agent?.urls ?? {}]),
  )
  const deadAddress = `http://127.0.0.1:${await anyFreePort()}/dead`
  try {
    const offices: string[] = []
    for (const { code, system } of codes) {
      const address = addresses.get(system)![code] ?? deadAddress
      offices.push(...(await world.place({ code, system, address, offices: 1 })))
    }
    const [well, inTrouble, twins] = [
      offices.slice(0, SYSTEMS - 2),
      offices.slice(SYSTEMS - 2, SYSTEMS),
      offices.slice(SYSTEMS),
    ]
    const beside = async (others: readonly string[]): Promise<number[]> => {
      const stop = keepSending(world, others)
      // The slow one is in all its calls before anything is measured.
      await wait(Math.min(5_000, spanMs))
      const times = await timesOf(world, well, spanMs)
      await stop()
      return times
    }
    await timesOf(world, well, 5_000)
    const ratios: number[] = []
    const lines: string[] = []
    for (let run = 1; run <= runs; run += 1) {
      const [quiet, troubled] = [await beside(twins), await beside(inTrouble)]
      const [before, during] = [percentile(quiet, 0.95), percentile(troubled, 0.95)]
      ratios.push(during / before)
      lines.push(`${before.toFixed(0)} → ${during.toFixed(0)} ms`)
      say(`ten systems, run ${run}: p95 ${lines.at(-1)} (${quiet.length} and ${troubled.length} letters)`)
    }
    return {
      metric: `ten systems, one answers in ${SLOW_MS / 1_000} s, one is dead: p95 of letters to the eight others, quiet → beside them`,
      value: lines.join('; '),
      ceiling: 'the same letters while the letters of the two go to systems that are well',
      ratio: figure(ratios),
      target: '≤ 1.20',
    }
  } finally {
    for (const [, agent] of agents) await agent?.stop()
  }
}

/** Sends letters at an even pace for so long; returns the time of each until its system has it. */
async function timesOf(world: World, offices: readonly string[], spanMs: number): Promise<number[]> {
  const times: number[] = []
  const open: Promise<void>[] = []
  const startedAt = performance.now()
  for (let n = 0; performance.now() - startedAt < spanMs; n += 1) {
    const dueAt = startedAt + (n * 1_000) / PER_SECOND
    await wait(Math.max(0, dueAt - performance.now()))
    open.push(
      world
        .send([offices[n % offices.length]!])
        .then((id) => world.carried(id, 1, 10))
        .then(() => void times.push(performance.now() - dueAt)),
    )
  }
  await Promise.all(open)
  return times
}

/** Sends to each of the offices at an even pace until it is stopped. */
function keepSending(world: World, offices: readonly string[]): () => Promise<void> {
  let stopped = false
  const sending = (async () => {
    while (!stopped) {
      for (const office of offices) await world.send([office])
      await wait(1_000 / TROUBLE_PER_SECOND)
    }
  })()
  return async () => {
    stopped = true
    await sending
  }
}
