// A caller of the API in tests: keeps its cookie and token as a browser does, and nothing else.

export interface Reply {
  status: number
  headers: Headers
  /** Parsed where it is JSON. */
  body: unknown
  text: string
  /** What stands at a JSON pointer of the body. */
  at(pointer: string): unknown
}

export interface Client {
  headers: Record<string, string>
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  signIn(login: string, password: string): Promise<Reply>
}

/** A string, Buffer or stream is sent as it is; anything else as JSON. */
export function clientFor(url: string, headers: Record<string, string> = {}): Client {
  const client: Client = {
    headers: { ...headers },
    async call(method, path, body, extra = {}) {
      const raw = typeof body === 'string' || body instanceof Uint8Array
      const allHeaders = { ...client.headers, ...extra }
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
          ...allHeaders,
        },
        ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      })
      const text = await response.text()
      const json = response.headers.get('content-type')?.includes('json') ?? false
      const parsedBody: unknown = json ? JSON.parse(text) : text
      const at = (pointer: string): unknown => valueAt(parsedBody, pointer)
      return { status: response.status, headers: response.headers, body: parsedBody, text, at }
    },
    get: (path, extra) => client.call('GET', path, undefined, extra),
    post: (path, body, extra) => client.call('POST', path, body, extra),
    async signIn(login, password) {
      const reply = await client.post('/v1/session', { login, password })
      const cookie = reply.headers.get('set-cookie')?.split(';', 1)[0]
      if (cookie && reply.status === 201) {
        client.headers = { ...client.headers, cookie, 'x-csrf-token': String(reply.at('/csrfToken')) }
      }
      return reply
    },
  }
  return client
}

function valueAt(value: unknown, pointer: string): unknown {
  let current = value
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    current = (current as Record<string, unknown> | undefined)?.[key]
  }
  return current
}
