// Deliveries a second of each connector, beside what plain undici reaches with the same calls.

import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import type { Connector } from '../../connectors/connector'
import { AGENT_SYSTEMS, type AgentSystem, cardOf } from '../../domain/letters/systems'
import { type Row, say } from '../report'
import { figure, figureText, rate } from '../statistics'
import type { Answerer } from './answerer'
import type { Exchange } from './exchange'
import { benchLetters, type BenchLetters, deliverAll, endpointOf } from './letters'
import { dropRow } from './drops'
import { type Recording, recordLetter } from './record'

const LETTERS = 2_000
const ANSWER_MS = 5

/** A row for each system that has agents. */
export async function deliveryRows(
  answerer: Answerer,
  { scale, runs }: { scale: number; runs: number },
): Promise<Row[]> {
  const rows: Row[] = []
  for (const system of AGENT_SYSTEMS) {
    const letters = benchLetters()
    const recording = await recordLetter(system, letters)
    if (recording === null) {
      rows.push(await dropRow({ scale, runs }))
      continue
    }
    await answerer.open({ [system]: { recording, answerMs: ANSWER_MS } })
    rows.push(await rowOf(system, letters, { answerer, recording, count: Math.round(LETTERS * scale), runs }))
  }
  return rows
}

async function rowOf(
  system: AgentSystem,
  letters: BenchLetters,
  {
    answerer,
    recording,
    count,
    runs,
  }: { answerer: Answerer; recording: Recording; count: number; runs: number },
): Promise<Row> {
  const connector = letters.connectors[system]
  const { concurrency } = cardOf(system)
  const plain = new Pool(answerer.url, { connections: concurrency, pipelining: 1 })
  const plainly = (n: number): Promise<number> =>
    rate(n, concurrency, async () => {
      for (const exchange of recording.letter) await callPlainly(plain, system, exchange)
    })
  try {
    const warm = Math.min(count, 200)
    await delivered(connector, system, answerer, letters, warm)
    await plainly(warm)
    const rates: number[] = []
    const ceilings: number[] = []
    for (let run = 1; run <= runs; run += 1) {
      ceilings.push(await plainly(count))
      rates.push(await delivered(connector, system, answerer, letters, count))
      say(`${system} run ${run}: ${rates.at(-1)!.toFixed(0)}/s of ${ceilings.at(-1)!.toFixed(0)}/s by undici`)
      await wait(100)
    }
    return {
      metric: `${system}: deliveries per second, ${recording.letter.length} call(s) a letter, each answered in ${ANSWER_MS} ms, ${concurrency} letters at once`,
      value: figureText(figure(rates), 0),
      ceiling: `undici, the same calls: ${figureText(figure(ceilings), 0)}`,
      ratio: figure(rates.map((value, i) => value / ceilings[i]!)),
      target: '≥ 0.60',
    }
  } finally {
    await plain.close()
  }
}

async function delivered(
  connector: Connector,
  system: AgentSystem,
  answerer: Answerer,
  letters: BenchLetters,
  count: number,
): Promise<number> {
  const parcels = letters.parcels(count)
  const startedAt = performance.now()
  await deliverAll(connector, endpointOf(system, `${answerer.url}/${system}`), parcels)
  return count / ((performance.now() - startedAt) / 1_000)
}

async function callPlainly(
  pool: Pool,
  place: string,
  { method, path, headers, body }: Exchange,
): Promise<void> {
  const { 'content-length': _length, ...rest } = headers
  const { body: answer } = await pool.request({
    method: method as 'GET',
    path: `/${place}${path}`,
    headers: rest,
    ...(body === '' ? {} : { body: Buffer.from(body, 'base64') }),
  })
  await answer.text()
}
