// A demo officer at the portal: signs in and calls the Gateway API as the browser does.

import { randomUUID } from 'node:crypto'

const CALL_MS = 15_000

export interface Portal {
  get<T>(path: string): Promise<T>
  bytes(path: string): Promise<Buffer>
  post<T>(path: string, body: unknown): Promise<T>
}

/** Signs in. Every call throws an Error that names path, status and code when the response is not 2xx. */
export async function signIn(baseUrl: string, login: string, password: string): Promise<Portal> {
  const response = await call(`${baseUrl}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  const { csrfToken } = (await response.json()) as { csrfToken: string }
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return {
    get: async <T>(path: string) =>
      (await (await call(`${baseUrl}${path}`, { headers: { cookie } })).json()) as T,
    bytes: async (path) =>
      Buffer.from(await (await call(`${baseUrl}${path}`, { headers: { cookie } })).arrayBuffer()),
    post: async <T>(path: string, body: unknown) => {
      const headers = {
        cookie,
        'content-type': 'application/json',
        'x-csrf-token': csrfToken,
        'idempotency-key': randomUUID(),
      }
      return (await (
        await call(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      ).json()) as T
    },
  }
}

/** A call to an agent's own small API, which needs no identity on this machine. */
export async function callAgent<T>(url: string, body?: unknown): Promise<T> {
  const accept = 'application/json'
  const init: RequestInit =
    body === undefined
      ? { headers: { accept } }
      : { method: 'POST', headers: { accept, 'content-type': accept }, body: JSON.stringify(body) }
  return (await (await call(url, init)).json()) as T
}

async function call(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(CALL_MS) })
  if (response.ok) return response
  const text = await response.text()
  const code = /"code":"([a-z-]+)"/.exec(text)?.[1] ?? ''
  throw new Error(`${init.method ?? 'GET'} ${new URL(url).pathname} answered ${response.status} ${code}`)
}
