// The one HTTP client of the connectors: limits on time, size and address, no redirects, faults as values.

import { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import { type AddressRules, addressFault, guardedLookup } from './address'

export interface HttpLimits {
  /** Until the connection stands. */
  connectMs: number
  /** From the call to the last byte of the answer, the time for a document that is brought apart. */
  totalMs: number
  /** For each mebibyte of such a document, and the longest time in which nothing of it goes on. */
  uploadMsPerMiB: number
  uploadIdleMs: number
  /** Of the answer; a longer one is cut off and counts as garbled. */
  answerBytes: number
}

export const HTTP_LIMITS: HttpLimits = {
  connectMs: 5_000,
  totalMs: 30_000,
  // 32 KiB a second, as over a thin line to a district.
  uploadMsPerMiB: 32_000,
  uploadIdleMs: 30_000,
  answerBytes: 64 * 1024,
}

export interface HttpCall {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  url: string
  headers: Record<string, string>
  body?: string | Readable
  /** Bytes of the answer that are read; the limit of the client where nothing is said. */
  answerBytes?: number
}

/** `body` is null when the answer was longer than allowed. */
export interface HttpAnswer {
  status: number
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer | null
}

/** No answer came; `sent` when the request may have reached the other side. */
export interface HttpFault {
  fault: string
  sent: boolean
}

/** Sends one request and returns what came of it; throws only what reading `call.body` threw. */
export type HttpClient = (call: HttpCall) => Promise<HttpAnswer | HttpFault>

/** Makes the client; it keeps idle connections for some seconds and does not hold the process open. */
export function createHttpClient(rules: AddressRules, limits: Partial<HttpLimits> = {}): HttpClient {
  const all = { ...HTTP_LIMITS, ...limits }
  const agent = guardedAgent(rules, all)
  return async (call) => {
    if (addressFault(call.url, rules) !== null)
      return destroyed(call, { fault: 'address-forbidden', sent: false })
    const fromBody = watchBody(call.body)
    const patience = startPatience(call, all)
    try {
      const response = await request(call.url, {
        method: call.method,
        headers: call.headers,
        body: patience.body,
        dispatcher: agent,
        signal: patience.signal,
      })
      const body = await readAtMost(response.body, call.answerBytes ?? all.answerBytes)
      return { status: response.statusCode, headers: flat(response.headers), body }
    } catch (error) {
      if (fromBody.error) throw fromBody.error
      return destroyed(call, faultOf(error))
    } finally {
      patience.end()
    }
  }
}

/** Connections to addresses that the rules allow. */
export function guardedAgent(rules: AddressRules, { connectMs, totalMs }: HttpLimits): Agent {
  return new Agent({
    // Literal addresses are judged with the URL of each call, names here by what they resolve to.
    connect: { timeout: connectMs, lookup: guardedLookup(rules), autoSelectFamily: true },
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
    maxHeaderSize: 16 * 1024,
    keepAliveTimeout: 4_000,
  })
}

/**
 * How long a call may take: a fixed time for what is short; for a document a time by its size, and an end where nothing of
 * it goes on.
 */
function startPatience(
  { body, headers }: HttpCall,
  { totalMs, uploadMsPerMiB, uploadIdleMs }: HttpLimits,
): { signal: AbortSignal; body: string | Readable | null; end(): void } {
  const controller = new AbortController()
  const giveUp = (): void => controller.abort(new DOMException('The time is over.', 'TimeoutError'))
  const isUpload = body !== undefined && typeof body !== 'string'
  const uploadMs = isUpload ? (Number(headers['content-length'] ?? 0) / 2 ** 20) * uploadMsPerMiB : 0
  const whole = setTimeout(giveUp, totalMs + uploadMs)
  const idle = isUpload ? setTimeout(giveUp, uploadIdleMs) : undefined
  const idleTimer = {
    on: () => void idle?.refresh(),
    over: () => clearTimeout(idle),
  }
  const upload = isUpload ? Readable.from(noting(body, idleTimer), { objectMode: false }) : undefined
  // Its fault is told by the call.
  upload?.on('error', () => undefined)
  return {
    signal: controller.signal,
    body: upload ?? (body as string | undefined) ?? null,
    end() {
      clearTimeout(whole)
      clearTimeout(idle)
    },
  }
}

/** The chunks of a body, noting that it goes on. */
async function* noting(body: Readable, idleTimer: { on(): void; over(): void }): AsyncGenerator<unknown> {
  for await (const chunk of body) {
    idleTimer.on()
    yield chunk
  }
  idleTimer.over()
}

/** Remembers a fault of our own body (a damaged document), which says nothing about the other side. */
function watchBody(body: HttpCall['body']): { error: Error | null } {
  const faultOfBody: { error: Error | null } = { error: null }
  if (body !== undefined && typeof body !== 'string') {
    body.once('error', (error) => {
      // Undici destroys the body with its own error when the connection fails; that is not the body's fault.
      if (!isTransportError(error)) faultOfBody.error = error
    })
  }
  return faultOfBody
}

function destroyed(call: HttpCall, fault: HttpFault): HttpFault {
  if (call.body !== undefined && typeof call.body !== 'string') call.body.destroy()
  return fault
}

/** The whole answer, or null where it is longer; the connection of a longer one is ended. */
export async function readAtMost(stream: Readable, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += (chunk as Buffer).length
    // Leaving the loop destroys the stream and with it the connection.
    if (size > limit) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** The headers of an answer, each as one text. */
export function flat(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

/** Faults that arise before a byte of the request has left. */
const beforeSending: Record<string, string> = {
  KCS_ADDRESS_FORBIDDEN: 'address-forbidden',
  ECONNREFUSED: 'connection-refused',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ...Object.fromEntries(
    [
      ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'CERT_REJECTED'],
      ...['CERT_SIGNATURE_FAILURE', 'CERT_CHAIN_TOO_LONG', 'INVALID_CA', 'INVALID_PURPOSE'],
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ].map((code) => [code, 'tls-invalid']),
  ),
}

/** What a fault of the transport is called, and whether the request may have left before it. */
export function faultOf(error: unknown): HttpFault {
  const code = codeOf(error)
  const early = beforeSending[code]
  if (early !== undefined) return { fault: early, sent: false }
  if (isTimeout(error, code)) return { fault: 'timeout', sent: true }
  if (code.startsWith('HPE_')) return { fault: 'answer-garbled', sent: true }
  return { fault: 'connection-lost', sent: true }
}

function isTimeout(error: unknown, code: string): boolean {
  return (
    nameOf(error) === 'TimeoutError' ||
    code === 'UND_ERR_HEADERS_TIMEOUT' ||
    code === 'UND_ERR_BODY_TIMEOUT' ||
    code === 'ETIMEDOUT'
  )
}

function isTransportError(error: unknown): boolean {
  const code = codeOf(error)
  return code in beforeSending || /^(UND_ERR|E[A-Z])/.test(code) || nameOf(error) === 'TimeoutError'
}

// Errors are recognised by name and code, not by class, because they come from several realms (tests, sandboxes).

function nameOf(error: unknown): string {
  return isObject(error) && typeof error.name === 'string' ? error.name : ''
}

/** The code of an error, of the first of an aggregate (several addresses of one name), or of its cause. */
function codeOf(error: unknown): string {
  if (!isObject(error)) return ''
  if (typeof error.code === 'string') return error.code
  if (Array.isArray(error.errors)) return codeOf(error.errors[0])
  return codeOf(error.cause)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
