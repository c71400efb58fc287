// A worker of KCS beside the rig: a connector of its own, whose calls are noted and whose clock is the test's.

import { type Connector } from '../../../connectors/connector'
import { createHttpClient, type HttpLimits } from '../../../connectors/http'
import { createDownloader } from '../../../connectors/http-download'
import { createIlgmsConnector } from '../../../connectors/ilgms'
import { documents } from '../specimen'
import { type DocumentSource } from '../../../connectors/document-source'
import { get, post } from '../reference-agents/running'

export interface Worker {
  connector: Connector
  /** Method and path of each call, the path below the address and without its question. */
  calls: string[]
  clock: { now: Date; pass(ms: number): void }
}

const LIMITS = { connectMs: 10_000, totalMs: 4_000 }

export function openWorker(
  address: string,
  more: { limits?: Partial<HttpLimits>; documents?: DocumentSource } = {},
): Worker {
  const rules = { allowLoopback: true }
  const limits = { ...LIMITS, ...more.limits }
  const http = createHttpClient(rules, limits)
  const download = createDownloader(rules, limits)
  const calls: string[] = []
  const clock = {
    now: new Date('2026-11-22T05:00:00Z'),
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const note = ({ method, url }: { method: string; url: string }): void => {
    calls.push(`${method} ${url.slice(address.length).replace(/\?.*/, '')}`)
  }
  const connector = createIlgmsConnector({
    http: (call) => {
      note(call)
      return http(call)
    },
    download: (call) => {
      note(call)
      return download(call)
    },
    now: () => clock.now,
    documents: more.documents ?? documents,
  })
  return { connector, calls, clock }
}

export interface SessionsShown {
  open: number
  logins: number
  refused: number
  ended: number
}

/** What the reference ILGMS at the address knows of its sessions. */
export const sessionsAt = (agentUrl: string): Promise<SessionsShown> => get(`${agentUrl}/desk/sessions`)

/** Sets how its sessions behave. */
export const setSessions = (agentUrl: string, change: Record<string, unknown>): Promise<unknown> =>
  post(`${agentUrl}/desk/sessions`, change)

/** Ends all sessions, as a restart of ILGMS would. */
export const endSessions = (agentUrl: string): Promise<unknown> => post(`${agentUrl}/desk/sessions/end`, {})
