// A worker of KCS beside the rig: a connector of its own, whose calls are noted, and a look at the desks of the DDFS.

import { type Connector } from '../../../connectors/connector'
import { createDdfsConnector } from '../../../connectors/ddfs'
import { type DocumentSource } from '../../../connectors/document-source'
import { createHttpClient } from '../../../connectors/http'
import { createDownloader } from '../../../connectors/http-download'
import { get, post } from '../reference-agents/running'
import { documents } from '../specimen'

export interface Worker {
  connector: Connector
  /** Method and path of each call, the path below the address and without its question. */
  calls: string[]
}

const LIMITS = { connectMs: 10_000, totalMs: 4_000 }

export function openWorker(address: string, source: DocumentSource = documents): Worker {
  const rules = { allowLoopback: true }
  const http = createHttpClient(rules, LIMITS)
  const download = createDownloader(rules, LIMITS)
  const calls: string[] = []
  const note = ({ method, url }: { method: string; url: string }): void => {
    calls.push(`${method} ${url.slice(address.length).replace(/\?.*/, '')}`)
  }
  const connector = createDdfsConnector({
    http: (call) => {
      note(call)
      return http(call)
    },
    download: (call) => {
      note(call)
      return download(call)
    },
    now: () => new Date(),
    documents: source,
  })
  return { connector, calls }
}

export interface JobShown {
  jobId: string
  clientKey: string
  state: string
  [fact: string]: unknown
}

/** The letters that lie at the DDFS under a delivery key. */
export async function jobsUnder(agentUrl: string, deliveryKey: string): Promise<JobShown[]> {
  const { jobs } = await get<{ jobs: JobShown[] }>(`${agentUrl}/desk/jobs`)
  return jobs.filter(({ clientKey }) => clientKey === deliveryKey)
}

/** Sets how jobs are worked off. */
export const setBench = (agentUrl: string, change: Record<string, unknown>): Promise<unknown> =>
  post(`${agentUrl}/desk/bench`, change)

export const BENCH = { processMs: 0, failJobs: 0, failForGood: false, reject: null }

/** Someone at a desk does something with the letter that lies under the key. */
export async function actOn(agentUrl: string, deliveryKey: string, body: unknown): Promise<unknown> {
  const [job] = await jobsUnder(agentUrl, deliveryKey)
  return post(`${agentUrl}/desk/jobs/${job!.jobId}/acts`, body)
}
