// A port for those who run KCS: figures, and how the process is.

import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is said at an address. */
export interface Page {
  status: number
  contentType: string
  body: string
}

export type Pages = Readonly<Record<string, () => Promise<Page>>>

const CONNECTIONS = 32
const REQUEST_MS = 10_000

export function jsonPage(status: number, body: object): Page {
  return { status, contentType: 'application/json', body: JSON.stringify(body) }
}

/** Serves the pages, to GET and HEAD alone; throws where the port is taken. */
export async function servePages(
  pages: Pages,
  at: { host: string; port: number },
): Promise<{ port: number; stop(): Promise<void> }> {
  const server: Server = createServer(
    { headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS },
    ({ method, url = '' }, response) => {
      const page = new Map(Object.entries(pages)).get(url.split('?')[0]!)
      if (!page) return say(response, jsonPage(404, { status: 'not found' }))
      if (method !== 'GET' && method !== 'HEAD') return say(response, jsonPage(405, { status: 'GET only' }))
      page().then(
        (pageFound) => say(response, pageFound),
        () => say(response, jsonPage(500, { status: 'failed' })),
      )
    },
  )
  server.maxConnections = CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function say(response: ServerResponse, { status, contentType, body }: Page): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body)
}
