// Letters a second into the folders of iAPS, beside what plain ssh2 reaches with the same steps.

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { posix } from 'node:path'
import { Client, type SFTPWrapper } from 'ssh2'
import type { Endpoint } from '../../connectors/connector'
import { cardOf } from '../../domain/letters/systems'
import { type Row, say } from '../report'
import { figure, figureText, rate } from '../statistics'
import { type BenchLetters, benchLetters, DOCUMENT_BYTES, deliverAll, endpointOf } from './letters'
import { startAgent } from './record'

const LETTERS = 500
/** Letters that share a connection, as the connector makes its batches. */
const A_LINE = 10
const MANIFEST_BYTES = 2_048
/** Looks whether a letter lies there already: its answer, in, picked, withdrawn; and its document. */
const LOOKS = 5

export async function dropRow({ scale, runs }: { scale: number; runs: number }): Promise<Row> {
  const agent = await startAgent('iaps', [{ code: 'bench' }])
  try {
    const { address, settings } = agent.instances['bench']!.endpoint!
    const plainEndpoint = endpointOf('iaps', address)
    const endpoint = { ...plainEndpoint, settings: { ...plainEndpoint.settings, ...settings } }
    const letters = benchLetters()
    const count = Math.max(A_LINE, Math.round(LETTERS * scale))
    await dropped(letters, endpoint, A_LINE)
    const rates: number[] = []
    const ceilings: number[] = []
    for (let run = 1; run <= runs; run += 1) {
      ceilings.push(await plainly(endpoint, count, run))
      rates.push(await dropped(letters, endpoint, count))
      say(`iaps run ${run}: ${rates.at(-1)!.toFixed(0)}/s of ${ceilings.at(-1)!.toFixed(0)}/s by ssh2`)
    }
    return {
      metric: `iaps: letters dropped per second by SFTP, ${A_LINE} a connection, ${endpoint.concurrency} at once`,
      value: figureText(figure(rates), 0),
      ceiling: `ssh2, the same steps: ${figureText(figure(ceilings), 0)}`,
      ratio: figure(rates.map((value, i) => value / ceilings[i]!)),
      target: '≥ 0.60',
    }
  } finally {
    await agent.stop()
  }
}

async function dropped(letters: BenchLetters, endpoint: Endpoint, count: number): Promise<number> {
  const parcels = letters.parcels(count)
  const startedAt = performance.now()
  for (let at = 0; at < count; at += A_LINE)
    await deliverAll(letters.connectors.iaps, endpoint, parcels.slice(at, at + A_LINE))
  return count / ((performance.now() - startedAt) / 1_000)
}

/** Files of the same sizes, into the folder of documents alone, from which nothing is picked up without a manifest. */
async function plainly({ address, settings }: Endpoint, count: number, run: number): Promise<number> {
  const url = new URL(address)
  const folder = posix.join(decodeURIComponent(url.pathname), 'in-files')
  const [document, manifest] = [randomBytes(DOCUMENT_BYTES), randomBytes(MANIFEST_BYTES)]
  const startedAt = performance.now()
  for (let line = 0; line * A_LINE < count; line += 1) {
    const client = new Client()
    const ready = once(client, 'ready')
    const { user: username, password } = settings as { user: string; password: string }
    // Small packets that wait for company cost 40 ms each.
    const sock = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    client.connect({ sock, username, password })
    await ready
    const sftp = await step<SFTPWrapper>((end) => client.sftp(end))
    await rate(Math.min(A_LINE, count - line * A_LINE), cardOf('iaps').concurrency, async (n) => {
      const path = posix.join(folder, `plain-${run}-${line}-${n}`)
      for (let look = 0; look < LOOKS; look += 1)
        await step<unknown>((end) => sftp.lstat(`${path}.${look}`, end)).catch(() => undefined)
      for (const [name, content] of [
        ['document', document],
        ['manifest', manifest],
      ] as const) {
        const draft = `${path}.${name}.part`
        const handle = await step<Buffer>((end) => sftp.open(draft, 'wx', end))
        await step((end) => sftp.write(handle, content, 0, content.length, 0, end))
        await step((end) => sftp.close(handle, end))
        await step((end) => sftp.rename(draft, `${path}.${name}`, end))
      }
    })
    client.end()
  }
  return count / ((performance.now() - startedAt) / 1_000)
}

function step<T = void>(
  work: (end: (error: Error | null | undefined, result?: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) =>
    work((error, result) => (error ? reject(error) : resolve(result as T))),
  )
}
