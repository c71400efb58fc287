// Speaks to the Gateway API over HTTP; every fault becomes a CliError with what to do.

import { type Readable } from 'node:stream'
import { type Dispatcher, request } from 'undici'
import { CliError, EXIT } from './exit'
import { faultOfResponse } from './problem'

const TIMEOUT_MS = 30_000

export interface Call {
  query?: Record<string, string | undefined>
  /** JSON unless it is a stream. */
  body?: unknown
  headers?: Record<string, string>
  /** How long KCS may take to begin its response; default 30 s. */
  patienceMs?: number
}

export interface Reply<Body> {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Body
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Client {
  readonly url: string
  /** Throws CliError for every response outside 2xx and for no response. */
  call<Body>(method: Method, path: string, call?: Call): Promise<Reply<Body>>
  /** The text of a response as it comes; throws as `call` does, also where it breaks off. */
  download(path: string): Promise<AsyncIterable<string>>
}

/** `identity`: the headers with the identity of the caller. */
export function createClient(url: string, identity: Record<string, string>): Client {
  return {
    url,
    async call<Body>(method: Method, path: string, call: Call = {}) {
      // A slash of an id goes bare: a proxy in front of KCS may refuse %2F, and KCS reads both.
      const address = `${url}${path.replaceAll('%2F', '/')}${searchOf(call.query)}`
      const response = await send(url, address, { method, ...contentOf(call, identity) }, call.patienceMs)
      const text = await response.body.text().catch((cause: unknown) => {
        throw unreachable(url, cause)
      })
      if (response.statusCode < 200 || response.statusCode > 299) {
        throw faultOfResponse(response.statusCode, response.headers, text)
      }
      return { status: response.statusCode, headers: response.headers, body: bodyOf(url, text) as Body }
    },
    async download(path) {
      const { body, statusCode, headers } = await send(url, `${url}${path}`, {
        method: 'GET',
        headers: identity,
      })
      if (statusCode !== 200) throw faultOfResponse(statusCode, headers, await body.text())
      return chunksOf(url, body)
    },
  }
}

async function* chunksOf(url: string, body: Readable): AsyncGenerator<string> {
  try {
    // Whole letters: a chunk of bytes may end within one.
    body.setEncoding('utf8')
    for await (const chunk of body) yield String(chunk)
  } catch (cause) {
    throw unreachable(url, cause)
  }
}

function contentOf({ body, headers = {} }: Call, identity: Record<string, string>) {
  const all = { accept: 'application/json', ...identity, ...headers }
  if (body === undefined) return { headers: all }
  if (isStream(body)) return { headers: all, body }
  return { headers: { 'content-type': 'application/json', ...all }, body: JSON.stringify(body) }
}

async function send(
  url: string,
  address: string,
  options: { method: Dispatcher.HttpMethod; headers: Record<string, string>; body?: string | Readable },
  patienceMs = TIMEOUT_MS,
): Promise<Dispatcher.ResponseData> {
  try {
    return await request(address, { ...options, headersTimeout: patienceMs, bodyTimeout: TIMEOUT_MS })
  } catch (cause) {
    throw unreachable(url, cause)
  }
}

function unreachable(url: string, cause: unknown): CliError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new CliError(`KCS does not answer at ${url}${code}.`, {
    exitCode: EXIT.unavailable,
    remedy: 'Start it with npm start, or name another address by --url or KCS_URL; then repeat the command.',
    cause,
  })
}

function bodyOf(url: string, text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CliError(`What answers at ${url} is not KCS.`, {
      exitCode: EXIT.failed,
      remedy: 'Check --url or KCS_URL.',
      cause,
    })
  }
}

function searchOf(query: Record<string, string | undefined> = {}): string {
  const pairs = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body
}
