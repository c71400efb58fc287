// Accepting letters and carrying them one by one, with the ceilings of the same run, interleaved.

import { openAcceptBench } from './accept'
import { openLetterBench } from './letter'
import { type Report, type Row, say } from './report'
import { openStage } from './stage'
import { figure, percentile, figureText } from './statistics'

const RUNS = 5
const ACCEPT = { count: 2_000, atOnce: 32 }
const LETTERS = { count: 240, atOnce: 40 }

export async function deliveryBench(): Promise<Report> {
  const stage = await openStage(say)
  try {
    const { mongodb, temporal } = stage.servers
    const rows = [await acceptance(stage), ...(await singleLetters(stage))]
    const conditions =
      `MongoDB ${mongodb.version} (journaled majority writes), ` +
      `Temporal ${temporal.version} (dev server, WAL file), payload codec off`
    return { conditions, rows }
  } finally {
    await stage.close()
  }
}

type Stage = Awaited<ReturnType<typeof openStage>>

async function acceptance(stage: Stage): Promise<Row> {
  const bench = await openAcceptBench(stage)
  try {
    const { count, atOnce } = ACCEPT
    await bench.raw(count, atOnce)
    await bench.accept(count, atOnce)
    const raw: number[] = []
    const acceptedRates: number[] = []
    const times: number[] = []
    for (let run = 1; run <= RUNS; run += 1) {
      raw.push(await bench.raw(count, atOnce))
      const rates = await bench.accept(count, atOnce)
      acceptedRates.push(rates.perSecond)
      times.push(...rates.times)
      say(`P1 run ${run}: ${rates.perSecond.toFixed(0)}/s of ${raw[run - 1]!.toFixed(0)}/s raw`)
    }
    return {
      metric: 'P1 accepted letters per second (p99 in ms)',
      value: `${figureText(figure(acceptedRates), 0)}; p99 ${percentile(times, 0.99).toFixed(0)} ms`,
      ceiling: `raw insertOne j:true, ${ACCEPT.atOnce} at once: ${figureText(figure(raw), 0)}`,
      ratio: figure(acceptedRates.map((value, i) => value / raw[i]!)),
      target: '≥ 0.50',
    }
  } finally {
    await bench.close()
  }
}

async function singleLetters(stage: Stage): Promise<Row[]> {
  const bench = await openLetterBench(stage)
  try {
    const { count, atOnce } = LETTERS
    await bench.bare(count, atOnce)
    await bench.letters(count, atOnce)
    const bare: number[] = []
    const letters: number[] = []
    for (let run = 1; run <= RUNS; run += 1) {
      bare.push(await bench.bare(count, atOnce))
      letters.push(await bench.letters(count, atOnce))
      say(`P2 run ${run}: ${letters[run - 1]!.toFixed(1)}/s of ${bare[run - 1]!.toFixed(1)}/s bare`)
    }
    const small = await bench.history(1_000)
    const large = await bench.history(20_000_000)
    return [
      {
        metric: 'P2 single letters per second, end to end',
        value: figureText(figure(letters)),
        ceiling: `bare workflow with one activity, ${LETTERS.atOnce} in flight: ${figureText(figure(bare))}`,
        ratio: figure(letters.map((value, i) => value / bare[i]!)),
        target: '≥ 0.50',
      },
      {
        metric: 'P5 history events of a letter',
        value: String(small.events),
        ceiling: '',
        ratio: null,
        target: '≤ 20',
      },
      {
        metric: 'P7 history bytes, 1 kB and 20 MB attachment',
        value: `${small.bytes} and ${large.bytes}`,
        ceiling: '',
        ratio: figure([large.bytes / small.bytes]),
        target: '≤ 8192 bytes, ratio 1.00 ± 0.01',
      },
    ]
  } finally {
    await bench.close()
  }
}
