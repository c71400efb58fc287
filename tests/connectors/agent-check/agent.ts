// A small agent of our protocol in this process, right or with faults that are named; each below a path of its own.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { setImmediate as round } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'

/** The faults that it can have. */
export const FAULTS = [
  'no signature check',
  'forgets keys',
  'race',
  '500 on repeat',
  '401 on GETs',
  'no reference',
  'HTML',
  'too long',
  'number as reference',
  'redirects',
  'no capabilities',
  'status 404',
  'unknown state',
  'other reference',
  'knows every key',
  'no withdrawal',
  'second withdrawal 409',
  'withdrawal forgets',
  'answers too late',
  'old timestamps',
  'unsigned GETs',
  'withdrawal ignored',
  'ASCII only',
  'first signature only',
  'signs another body',
  'unsigned calls',
  'unsigned withdrawals',
  'refuses with 500',
  'keeps what it refuses',
  'one reference for all',
  'one document',
  'strict about members',
  'letters for action alone',
  'takes anything anywhere',
  'capabilities of words',
  'withdraws every key',
  'always busy',
  'forgets at restart',
  'a date that is none',
  'another success',
  'takes nothing',
  'refuses everything',
  'no answer to questions',
  'Malayalam only',
] as const
export type Fault = (typeof FAULTS)[number]

interface Letter {
  reference: string
  state: 'delivered' | 'withdrawn'
}

interface Instance {
  faults: ReadonlySet<Fault>
  letters: Map<string, Letter>
  taken: number
  onLetter(letter: Incoming): void
}

type Answer = [status: number, body?: unknown, headers?: Record<string, string>]

/**
 * The gap between looking a key up and keeping its letter, in rounds of the event loop: in one process all that was sent
 * meanwhile is here by then, however long the machine stands still.
 */
const GAP_ROUNDS = 100

/** Serves an agent for each list of faults, all at once, and returns their addresses; `onTaken` hears of each letter. */
export async function startAgents(
  secret: string,
  lists: readonly (readonly Fault[])[],
  onTaken: (index: number, letter: Incoming) => void = () => undefined,
): Promise<{ addresses: string[]; restart(index: number): void; stop(): Promise<void> }> {
  const instances = lists.map((faults, index): Instance => {
    const onLetter = (letter: Incoming): void => onTaken(index, letter)
    return { faults: new Set(faults), letters: new Map(), taken: 0, onLetter }
  })
  const server = createServer((request, response) => {
    const [, index = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? []
    const instance = instances[Number(index)]
    if (!instance) return void response.writeHead(404).end()
    serve(secret, instance, path, request, response).catch(() => response.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    addresses: lists.map((_, index) => `http://127.0.0.1:${port}/${index}`),
    restart(index) {
      const { faults, letters } = instances[index]!
      if (faults.has('forgets at restart')) letters.clear()
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function serve(
  secret: string,
  instance: Instance,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const { faults } = instance
  const isGet = request.method === 'GET'
  if (faults.has('answers too late') && !isGet) return
  if (faults.has('ASCII only') && body.some((byte) => byte > 127)) throw new Error('not ASCII')
  const isProved = proves(secret, faults, path, request, body)
  if (!isProved || (isGet && faults.has('401 on GETs'))) {
    if (faults.has('keeps what it refuses') && !isGet) await answerTo(instance, 'POST', path, body)
    return send(response, [faults.has('refuses with 500') ? 500 : 401, {}])
  }
  send(response, await answerTo(instance, request.method ?? '', path, body))
}

function proves(
  secret: string,
  faults: ReadonlySet<Fault>,
  path: string,
  { method, headers }: IncomingMessage,
  body: Buffer,
): boolean {
  const signatures = String(headers['webhook-signature'] ?? '')
  if (faults.has('no signature check')) return true
  if (faults.has('unsigned GETs') && method === 'GET') return true
  if (faults.has('unsigned withdrawals') && path.endsWith('/withdrawal')) return true
  if (faults.has('unsigned calls') && signatures === '') return method === 'POST'
  const id = String(headers['webhook-id'])
  const seconds = Number(headers['webhook-timestamp'])
  if (!Number.isSafeInteger(seconds)) return false
  const signed = faults.has('signs another body') ? asSigned(body) : body.toString('utf8')
  const right = new Webhook(secret).sign(id, new Date(seconds * 1000), signed)
  const given = faults.has('first signature only') ? signatures.split(' ').slice(0, 1) : signatures.split(' ')
  const isFresh = faults.has('old timestamps') || Math.abs(Date.now() / 1000 - seconds) <= 300
  return given.includes(right) && isFresh
}

/** The body as its sender had signed it, before its subject was changed: what an agent would see that signs its own copy. */
function asSigned(body: Buffer): string {
  return body.toString('utf8').replace('SPECIMEN: changed on its way', SUBJECT)
}

/** What the letters of these agents are about. */
export const SUBJECT = 'SPECIMEN: a letter'

async function answerTo(instance: Instance, method: string, path: string, body: Buffer): Promise<Answer> {
  const { faults } = instance
  const [, key = '', act] = /^\/tapals\/([^/]+)(?:\/(withdrawal))?$/.exec(path) ?? []
  if (method === 'GET' && path === '/capabilities') {
    if (faults.has('no capabilities')) return [404, {}]
    if (faults.has('Malayalam only')) return [200, { languages: ['ml'] }]
    return [200, faults.has('capabilities of words') ? { maxDocuments: 'ten' } : {}]
  }
  if (
    method === 'POST' &&
    (path === '/tapals' || (faults.has('takes anything anywhere') && act === undefined))
  )
    return take(instance, JSON.parse(body.toString('utf8')) as Incoming)
  if (method === 'GET' && key !== '') return statusOf(instance, key)
  if (method === 'POST' && act !== undefined) return withdraw(instance, key)
  return [404, {}]
}

/** What it reads of a letter. */
export interface Incoming {
  deliveryKey: string
  purpose: string
  documents: { href: string; sha256: string }[]
}

async function take(instance: Instance, letter: Incoming): Promise<Answer> {
  const { faults, letters } = instance
  if (faults.has('always busy')) return [503, {}]
  if (faults.has('takes nothing')) return [400, {}]
  if (faults.has('refuses everything')) return [422, { code: 'not-for-this-office' }]
  if (faults.has('redirects')) return [307, '', { location: '/elsewhere' }]
  if (faults.has('one document') && letter.documents.length > 1) return [500, {}]
  if (faults.has('letters for action alone') && letter.purpose !== 'action') return [422, { code: 'other' }]
  if (faults.has('strict about members') && 'memberOfALaterVersion' in letter) return [400, {}]
  const before = letters.get(letter.deliveryKey)
  if (faults.has('race')) for (let rounds = 0; rounds < GAP_ROUNDS; rounds += 1) await round()
  if (before && faults.has('500 on repeat')) return [500, {}]
  if (before && !faults.has('forgets keys')) return [200, { reference: shown(faults, before.reference) }]
  instance.taken += 1
  const number = faults.has('one reference for all') ? 1 : instance.taken
  const reference = `letter-${number}`
  letters.set(letter.deliveryKey, { reference, state: 'delivered' })
  instance.onLetter(letter)
  if (faults.has('no reference')) return [201, { diaryNumber: null }]
  if (faults.has('a date that is none')) return [201, { reference, diaryDate: '22/11/2026' }]
  if (faults.has('another success')) return [206, { reference }]
  if (faults.has('HTML')) return [201, '<html>Thank you', { 'content-type': 'text/html' }]
  if (faults.has('too long')) return [201, { reference, letter: 'x'.repeat(70_000) }]
  return [201, { reference: shown(faults, reference) }]
}

function shown(faults: ReadonlySet<Fault>, reference: string): string | number {
  return faults.has('number as reference') ? Number(reference.slice('letter-'.length)) : reference
}

function statusOf({ faults, letters }: Instance, key: string): Answer {
  const letter = letters.get(key)
  if (!letter) return faults.has('knows every key') ? [200, { state: 'delivered' }] : [404, {}]
  if (faults.has('status 404')) return [404, {}]
  if (faults.has('no answer to questions')) return [500, {}]
  const reference = faults.has('other reference') ? `row-${letter.reference}` : letter.reference
  if (faults.has('unknown state')) return [200, { reference, state: 'received' }]
  return [200, { reference: shown(faults, reference), state: letter.state }]
}

function withdraw({ faults, letters }: Instance, key: string): Answer {
  const letter = letters.get(key)
  if (faults.has('no withdrawal')) return [404, {}]
  if (!letter) return faults.has('withdraws every key') ? [200, {}] : [404, {}]
  if (letter.state === 'withdrawn') return faults.has('second withdrawal 409') ? [409, {}] : [200, {}]
  if (faults.has('withdrawal forgets')) letters.delete(key)
  else if (!faults.has('withdrawal ignored')) letter.state = 'withdrawn'
  return [200, {}]
}

function send(response: ServerResponse, [status, body, headers]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
