// One way to call the Gateway API: JSON in and out, the session's cookie, its CSRF token, faults as Problem.

import { offline, problemOf } from './problem'

const TIMEOUT_MS = 30_000
const FILE_TIMEOUT_MS = 15 * 60_000
let csrfToken = ''

/** Keeps the token that state-changing calls carry; from the session's response. */
export function keepCsrfToken(token: string): void {
  csrfToken = token
}

/** The headers a state-changing call carries beside its own. */
export function writeHeaders(): Record<string, string> {
  return csrfToken ? { 'X-CSRF-Token': csrfToken } : {}
}

async function call(
  method: string,
  path: string,
  init: RequestInit,
  timeoutMs = TIMEOUT_MS,
): Promise<Response> {
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(init.signal ? [init.signal] : [])])
    // A slash of an id goes bare: a proxy in front of KCS may refuse %2F, and KCS reads both.
    const [place = '', ...search] = path.split('?')
    const address = [place.replaceAll('%2F', '/'), ...search].join('?')
    const response = await fetch(address, { ...init, method, signal, credentials: 'same-origin' })
    if (response.ok) return response
    throw problemOf(response.status, await response.text())
  } catch (error) {
    // fetch throws TypeError when there is no response, and TimeoutError when it took too long.
    const isOffline =
      error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')
    throw isOffline ? offline() : error
  }
}

/** GET; the answer's JSON as the caller's type. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await call('GET', path, {
    headers: { Accept: 'application/json' },
    ...(signal && { signal }),
  })
  return (await response.json()) as T
}

async function write<T>(
  method: string,
  path: string,
  body: unknown,
  idempotencyKey?: string,
  version?: number,
): Promise<T> {
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    ...writeHeaders(),
    ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
    ...(version !== undefined && { 'If-Match': `"${version}"` }),
  }
  const response = await call(method, path, { headers, body: JSON.stringify(body) })
  return (await response.json()) as T
}

/**
 * POST of JSON. `idempotencyKey` for creates: a repeat under one key returns the first response again. `version` is that of
 * the thing as it was read, and the change is refused if it is another by now.
 */
export function post<T>(path: string, body: unknown, idempotencyKey?: string, version?: number): Promise<T> {
  return write('POST', path, body, idempotencyKey, version)
}

/** PUT of JSON, for a `version` as of `post`. */
export function put<T>(path: string, body: unknown, version?: number): Promise<T> {
  return write('PUT', path, body, undefined, version)
}

/** PATCH of JSON, for a `version` as of `post`. */
export function patch<T>(path: string, body: unknown, version: number): Promise<T> {
  return write('PATCH', path, body, undefined, version)
}

/** POST of a file as it is; long ones take their time. */
export async function postFile<T>(path: string, file: Blob, mediaType: string): Promise<T> {
  const headers = { Accept: 'application/json', 'Content-Type': mediaType, ...writeHeaders() }
  const response = await call('POST', path, { headers, body: file }, FILE_TIMEOUT_MS)
  return (await response.json()) as T
}

/** DELETE without an response. */
export async function remove(path: string): Promise<void> {
  await call('DELETE', path, { headers: writeHeaders() })
}

/** A query string of the parameters that are set, with its question mark. */
export function query(parameters: Record<string, string | undefined>): string {
  const set = Object.entries(parameters).filter((entry): entry is [string, string] => !!entry[1])
  return set.length > 0 ? `?${new URLSearchParams(set).toString()}` : ''
}
