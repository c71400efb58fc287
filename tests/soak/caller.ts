// A client of KCS that gives up never: what fails for a moment is tried again under the same key.

import { setTimeout as sleep } from 'node:timers/promises'

export interface Answer {
  status: number
  body: Record<string, unknown>
}

export interface Caller {
  /** Calls until KCS gives an answer that is not "try again later". Throws only when `signal` is given. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

const CALL_MS = 20_000
const PAUSE_MS = 200
const TRY_AGAIN = [408, 429, 500, 502, 503, 504, 507]

/** `headers` are sent with each call; a 500 is counted in `faults`, for KCS must never answer one. */
export function callerOf(
  url: string,
  headers: Record<string, string>,
  { signal, faults }: { signal: AbortSignal; faults: string[] },
): Caller {
  return {
    async call(method, path, body, extra = {}) {
      for (;;) {
        signal.throwIfAborted()
        const answer = await once(method, `${url}${path}`, body, { ...headers, ...extra }).catch(() => null)
        if (answer?.status === 500) faults.push(`${method} ${path.split('?')[0]} → 500`)
        if (answer && !TRY_AGAIN.includes(answer.status)) return answer
        await sleep(PAUSE_MS)
      }
    },
  }
}

async function once(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const raw = body instanceof Uint8Array
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(CALL_MS),
    headers: { ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, body: json && text !== '' ? (JSON.parse(text) as Answer['body']) : {} }
}

/** A person who has signed in. */
export async function signedIn(
  url: string,
  login: string,
  password: string,
  options: { signal: AbortSignal; faults: string[] },
): Promise<Caller> {
  for (;;) {
    options.signal.throwIfAborted()
    const response = await fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
      signal: AbortSignal.timeout(CALL_MS),
    }).catch(() => null)
    const cookie = response?.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    if (response?.status === 201 && cookie) {
      const { csrfToken } = (await response.json()) as { csrfToken: string }
      return callerOf(url, { cookie, 'x-csrf-token': csrfToken }, options)
    }
    await sleep(PAUSE_MS)
  }
}
