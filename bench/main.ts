// `npm run bench [-- delivery | directory | documents | neighbour | circular | clocks | connectors]`: takes the ceilings and the figures in the same run and prints their ratios.

import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { circularBench } from './circular'
import { clocksBench } from './clocks'
import { connectorsBench } from './connectors'
import { deliveryBench } from './delivery'
import { directoryBench } from './directory'
import { documentsBench } from './documents'
import { neighbourBench } from './neighbour'
import { print, type Report, say } from './report'

interface Options {
  /** The share of the State on which it is run. */
  scale: number
  /** Worker processes, where they are processes of their own. */
  workers: number
  /** Runs of which median and range are taken. */
  runs: number
}

const BENCHES: Readonly<Record<string, (options: Options) => Promise<Report>>> = {
  circular: circularBench,
  clocks: clocksBench,
  connectors: connectorsBench,
  delivery: deliveryBench,
  directory: directoryBench,
  documents: documentsBench,
  neighbour: neighbourBench,
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      report: { type: 'string' },
      scale: { type: 'string', default: '1' },
      workers: { type: 'string', default: '1' },
      runs: { type: 'string', default: '3' },
    },
    allowPositionals: true,
  })
  const [name = 'delivery'] = positionals
  const bench = BENCHES[name]
  const scale = Number(values.scale)
  if (!bench) throw new Error(`no benchmark ${name}; there are: ${Object.keys(BENCHES).join(', ')}`)
  if (!(scale > 0 && scale <= 1)) throw new Error('--scale is a number above 0, at most 1')
  const options = {
    scale,
    workers: whole('workers', values.workers, 16),
    runs: whole('runs', values.runs, 20),
  }
  const report = await bench(options)
  print(report)
  if (values.report)
    writeFileSync(values.report, `${JSON.stringify({ ...report, cpus: cpus().length }, null, 2)}\n`)
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new Error(`--${name} is a whole number from 1 to ${most}`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exit(1)
  },
)
