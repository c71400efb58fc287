// P12 for documents: the memory of API and worker while letters of 20 documents of 50 MB come in, go to an agent and are fetched.

import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { request } from 'undici'
import { anyFreePort } from '../local/system/ports'
import { createSecrets } from '../secrets'
import { sealedSettings } from '../services/letters/endpoint/settings'
import { seedAgent } from './accept'
import { openProcesses } from './processes'
import { type Report, say } from './report'
import { openStage, RECEIVER, SENDER, type Stage } from './stage'
import { figure, figureText } from './statistics'

const DOCUMENTS = 20
const BYTES = 50 * 1024 * 1024
const CHUNK = 64 * 1024
/** Documents that an agent fetches side by side. */
const AT_ONCE = 4

interface Named {
  sha256: string
  href: string
}

export async function documentsBench({ runs }: { runs: number }): Promise<Report> {
  const stage = await openStage(say)
  const processes = openProcesses(stage)
  const agent = await openAgent()
  const secret = randomBytes(32).toString('hex')
  try {
    await setEndpoint(stage, secret, agent.address)
    const [senderKey, receiverKey] = [await seedAgent(stage), await seedAgent(stage, RECEIVER)]
    const port = await anyFreePort()
    const url = `http://127.0.0.1:${port}`
    const env = { KCS_SECRET: secret, KCS_LOOPBACK_ENDPOINTS: 'true', KCS_PUBLIC_URL: url }
    const clamd: Record<string, string> = process.env['KCS_CLAMD']
      ? { KCS_CLAMD: process.env['KCS_CLAMD'] }
      : {}
    await processes.start('api', 'api', { ...env, ...clamd, KCS_PORT: String(port) })
    await processes.start('worker', 'workers', { ...env, ...clamd })
    const peaks = (): string =>
      ['api', 'worker'].map((name) => `${name} ${processes.peakMb(name)?.toFixed(0) ?? '?'} MB`).join(', ')
    const idle = peaks()
    const took: number[] = []
    for (let run = 1; run <= runs; run += 1) {
      const startedAt = performance.now()
      const hashes: string[] = []
      for (let n = 0; n < DOCUMENTS; n += 1) hashes.push(await bring(url, senderKey))
      await send(url, senderKey, hashes)
      await fetchAll(await agent.arrival(), receiverKey)
      took.push((performance.now() - startedAt) / 1_000)
      say(`P12 run ${run}: ${took.at(-1)!.toFixed(1)} s; peaks so far ${peaks()}`)
    }
    return {
      conditions: `MongoDB ${stage.servers.mongodb.version}; malware ${clamd['KCS_CLAMD'] ? 'scanned' : 'not scanned'}`,
      rows: [
        {
          metric: `P12 peak memory (RSS), ${runs} letter(s) of ${DOCUMENTS} documents of 50 MB, brought, delivered and fetched`,
          value: peaks(),
          ceiling: `at rest: ${idle}`,
          ratio: null,
          target: 'flat: at rest + 150 MB',
        },
        {
          metric: 'seconds for each',
          value: figureText(figure(took)),
          ceiling: '',
          ratio: null,
          target: '',
        },
      ],
    }
  } finally {
    await agent.close()
    await processes.stop()
    await stage.close()
  }
}

/** The filing system: takes each letter at once, and tells of its documents. */
async function openAgent() {
  const arrived: Named[][] = []
  let wake = (): void => undefined
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const isLetter = incoming.method === 'POST' && incoming.url === '/tapals'
      response.writeHead(isLetter ? 201 : 200, { 'content-type': 'application/json' })
      if (!isLetter) return void response.end('{}')
      const { documents } = JSON.parse(Buffer.concat(chunks).toString()) as { documents: Named[] }
      arrived.push(documents)
      response.end(JSON.stringify({ reference: `bench-${arrived.length}` }))
      wake()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async arrival(): Promise<Named[]> {
      while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return arrived.shift()!
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function setEndpoint({ repositories }: Stage, secret: string, address: string): Promise<void> {
  const signing = `whsec_${randomBytes(32).toString('base64')}`
  await repositories.endpoints.save({
    id: 'push',
    mechanism: 'push',
    agent: null,
    address,
    concurrency: 8,
    backOff: { initialMs: 1_000, factor: 2, maxMs: 60_000, maxAttempts: 0 },
    sealedSettings: sealedSettings(createSecrets(secret), { secret: signing }),
  })
}

/** A PDF of random bytes, made as it is sent; returns its hash. */
async function bring(url: string, key: string): Promise<string> {
  const hash = createHash('sha256')
  const head = Buffer.from('%PDF-1.7\n')
  const tail = Buffer.from('\nstartxref\n9\n%%EOF\n')
  const random = randomBytes(CHUNK)
  function* content(): Generator<Buffer> {
    const told = (bytes: Buffer): Buffer => {
      hash.update(bytes)
      return bytes
    }
    yield told(head)
    for (let left = BYTES - head.length - tail.length; left > 0; left -= CHUNK)
      yield told(random.subarray(0, Math.min(left, CHUNK)))
    yield told(tail)
  }
  const { statusCode, body } = await request(`${url}/v1/documents?office=${SENDER}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/pdf' },
    body: Readable.from(content()),
  })
  const { sha256 } = (await body.json()) as { sha256?: string }
  if (statusCode !== 201 || sha256 !== hash.digest('hex'))
    throw new Error(`a document was answered ${statusCode}`)
  return sha256
}

async function send(url: string, key: string, hashes: readonly string[]): Promise<void> {
  const { statusCode, body } = await request(`${url}/v1/dispatches`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': randomBytes(12).toString('hex'),
    },
    body: JSON.stringify({
      sender: { seat: `${SENDER}/TAPAL` },
      ...{ kind: 'letter', subject: 'x', letterNumber: 'B-1/2026', letterDate: '2026-01-01' },
      recipients: [{ office: RECEIVER, purpose: 'action' }],
      documents: hashes.map((sha256, at) => ({ sha256, name: `${at}.pdf` })),
    }),
  })
  const answer = await body.text()
  if (statusCode !== 202) throw new Error(`the letter was answered ${statusCode}: ${answer.slice(0, 300)}`)
}

/** Fetches the documents as an agent does; throws where one does not have its hash. */
async function fetchAll(documents: readonly Named[], key: string): Promise<void> {
  const left = [...documents]
  const fetchOn = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const { statusCode, body } = await request(next.href, { headers: { authorization: `Bearer ${key}` } })
      const hash = createHash('sha256')
      for await (const chunk of body) hash.update(chunk as Buffer)
      if (statusCode !== 200 || hash.digest('hex') !== next.sha256)
        throw new Error(`a document was answered ${statusCode}, or is not what was sent`)
    }
  }
  if (documents.length !== DOCUMENTS) throw new Error(`${documents.length} documents arrived`)
  await Promise.all(Array.from({ length: AT_ONCE }, fetchOn))
}
