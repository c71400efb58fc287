// `npm run bench [-- delivery | directory | neighbour]`: takes the ceilings and the figures in the same run and prints their ratios.

import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { deliveryBench } from './delivery'
import { directoryBench } from './directory'
import { neighbourBench } from './neighbour'
import { print, type Report, say } from './report'

interface Options {
  /** The share of the State on which it is run. */
  scale: number
}

const BENCHES: Readonly<Record<string, (options: Options) => Promise<Report>>> = {
  delivery: deliveryBench,
  directory: directoryBench,
  neighbour: neighbourBench,
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { report: { type: 'string' }, scale: { type: 'string', default: '1' } },
    allowPositionals: true,
  })
  const [name = 'delivery'] = positionals
  const bench = BENCHES[name]
  const scale = Number(values.scale)
  if (!bench) throw new Error(`no benchmark ${name}; there are: ${Object.keys(BENCHES).join(', ')}`)
  if (!(scale > 0 && scale <= 1)) throw new Error('--scale is a number above 0, at most 1')
  const report = await bench({ scale })
  print(report)
  if (values.report)
    writeFileSync(values.report, `${JSON.stringify({ ...report, cpus: cpus().length }, null, 2)}\n`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exit(1)
  },
)
