// A filing system that cannot call KCS: a server with an outbox, and the connector that fetches from it.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type {
  CollectedDocument,
  CollectedLetter,
  CollectPage,
  CollectResult,
} from '../../../../connectors/collect'
import type { Connector } from '../../../../connectors/connector'
import type { AgentReport } from '../../../../connectors/report'
import { createHttpClient, type HttpLimits } from '../../../../connectors/http'
import { type CollectCalls, createHttpConnector } from '../../../../connectors/http-connector'
import { createDownloader } from '../../../../connectors/http-download'
import { isOk, outcomeOfFault } from '../../../../connectors/http-outcome'
import { garbled, readAnswer } from '../../../../connectors/reading'

/** A letter as an office of the stranger has written it. */
export interface Written {
  key: string
  version?: string
  office?: string
  seat?: string
  subject?: string
  to?: string
  documents?: { name: string; content: string; sha256?: string; file?: string }[]
}

export interface Stranger {
  connector: Connector
  address: string
  /** The outbox, in the order of writing: the place is the cursor. */
  outbox: (Written | { report: AgentReport })[]
  /** What it was told. */
  told: CollectResult[]
  /** Paths that were asked for. */
  asked: string[]
  pageSize: number
  /** Says of a request how it goes wrong; it is answered well where nothing is returned. */
  fault(answer: (path: string, response: ServerResponse) => boolean): void
  close(): Promise<void>
}

export const pdf = (text: string): string => `%PDF-1.7\n${text}\n%%EOF`
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const pageSchema = z.object({
  letters: z.array(z.any()),
  reports: z.array(z.any()),
  next: z.string().nullish(),
  hasMore: z.boolean(),
})
const PAGE_BYTES = 4 * 1024 * 1024

export async function openStranger(limits: Partial<HttpLimits> = {}): Promise<Stranger> {
  let faults: (path: string, response: ServerResponse) => boolean = () => false
  const server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    stranger.asked.push(path)
    if (!faults(path, response)) void answer(stranger, path, request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const rules = { allowLoopback: true }
  const stranger: Stranger = {
    connector: createHttpConnector(
      {
        http: createHttpClient(rules, limits),
        download: createDownloader(rules, limits),
        now: () => new Date(),
      },
      {
        ...{ mechanism: 'eoffice', idempotent: true, batchSize: 1 },
        settings: z.object({}),
        proof: () => ({}),
        capabilities: { path: '/about', read: () => ({ value: {} }) },
        deliver: () => async () => ({ kind: 'delivered' }),
        collect: (calls) => (after) => collect(calls, after),
        settle: (calls) => (results) => settle(calls, results),
      },
    ),
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    outbox: [],
    told: [],
    asked: [],
    pageSize: 100,
    fault(next) {
      faults = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return stranger
}

async function collect(
  { call, open }: CollectCalls,
  after: string | null,
): ReturnType<NonNullable<Connector['collect']>> {
  const result = await call({ method: 'GET', path: `/outbox?after=${encodeURIComponent(after ?? '')}` })
  if (!isOk(result)) return { fault: outcomeOfFault(result, new Date()) }
  const reading = readAnswer(pageSchema, result, PAGE_BYTES)
  if ('unread' in reading) return { fault: garbled(reading) }
  const { letters, reports, next = null, hasMore } = reading.value
  const withWays = (letters as CollectedLetter[]).map((letter) => ({
    ...letter,
    documents: (letter.documents as (CollectedDocument & { file: string })[]).map(
      ({ file, ...document }) => ({
        ...document,
        open: () => open({ method: 'GET', path: `/files/${file}` }),
      }),
    ),
  }))
  const dated = (reports as AgentReport[]).map((report) => ({ ...report, at: new Date(report.at) }))
  return { next, hasMore, letters: withWays, reports: dated } as CollectPage
}

async function settle({ call }: CollectCalls, results: readonly CollectResult[]) {
  const result = await call({ method: 'POST', path: '/results', body: JSON.stringify(results) })
  return isOk(result) ? { settled: true as const } : { fault: outcomeOfFault(result, new Date()) }
}

async function answer(
  { outbox, pageSize, told }: Stranger,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(path, 'http://stranger')
  const json = (body: unknown) => response.end(JSON.stringify(body))
  if (url.pathname === '/results') {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    told.push(...(JSON.parse(text) as CollectResult[]))
    return void json({})
  }
  if (url.pathname.startsWith('/files/')) {
    const name = url.pathname.slice('/files/'.length)
    const documents = outbox.flatMap((item) => ('report' in item ? [] : (item.documents ?? [])))
    const found = documents.find(
      (document, index) => fileOf(document, index) === name || document.file === name,
    )
    return void (found ? response.end(found.content) : response.writeHead(404).end())
  }
  const from = Number(url.searchParams.get('after') ?? 0)
  const page = outbox.slice(from, from + pageSize)
  json({
    letters: page.flatMap((item) => ('report' in item ? [] : [wireOf(item)])),
    reports: page.flatMap((item) => ('report' in item ? [item.report] : [])),
    next: String(from + page.length),
    hasMore: from + page.length < outbox.length,
  })
}

function fileOf({ content, name }: { content: string; name: string }, _index: number): string {
  return `${sha256(content + name).slice(0, 16)}`
}

function wireOf({
  key,
  version,
  office = 'SEND',
  seat,
  subject = 'Monthly report',
  to = 'RECV',
  documents,
}: Written) {
  const papers = documents ?? [{ name: 'letter.pdf', content: pdf(key) }]
  return {
    key,
    ...(version === undefined ? {} : { version }),
    kind: 'letter',
    sender: { office, ...(seat === undefined ? {} : { seat }) },
    subject,
    letterNumber: `S/${key}`,
    letterDate: '2026-11-22',
    recipients: [{ office: to, purpose: 'action' }],
    documents: papers.map((paper, index) => ({
      name: paper.name,
      ...(paper.sha256 === undefined ? {} : { sha256: paper.sha256 }),
      file: paper.file ?? fileOf(paper, index),
    })),
  }
}

/** A letter of the outbox with one paper. */
export function letter(key: string, more: Partial<Written> = {}): Written {
  return { key, documents: [{ name: 'letter.pdf', content: pdf(`letter ${key}`) }], ...more }
}
