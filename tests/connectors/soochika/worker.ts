// A worker of KCS beside the rig: a connector of its own, whose calls are noted, and envelopes as a Soochika might write them.

import { type Connector } from '../../../connectors/connector'
import { type DocumentSource } from '../../../connectors/document-source'
import { createHttpClient } from '../../../connectors/http'
import { createSoochikaConnector } from '../../../connectors/soochika'
import { NAMESPACE } from '../../../connectors/soochika/schema'
import { get, post } from '../reference-agents/running'
import { type Rig, startRig } from '../rigs'
import { documents } from '../specimen'

export interface Worker {
  connector: Connector
  /** The operation of each call. */
  calls: string[]
}

export function openWorker(source: DocumentSource = documents): Worker {
  const http = createHttpClient({ allowLoopback: true })
  const calls: string[] = []
  const connector = createSoochikaConnector({
    http: (call) => {
      calls.push(/\/(\w+)"$/.exec(call.headers['soapaction'] ?? '')?.[1] ?? call.method)
      return http(call)
    },
    now: () => new Date(),
    documents: source,
  })
  return { connector, calls }
}

/** The rig, with a connector that is as patient as in operation: no test here waits until it gives up. */
export async function startSoochika(): Promise<Rig> {
  const rig = await startRig('soochika')
  return { ...rig, connector: openWorker().connector }
}

/** An envelope around XML of the namespace of Soochika, which is the default one in it. */
export function envelope(xml: string): string {
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header/><e:Body>${xml.replace(/^<(\w+)/, `<$1 xmlns="${NAMESPACE}"`)}</e:Body></e:Envelope>`
}

/** A fault with the error in its detail, where one is given. */
export function faultEnvelope(side: string, error = ''): string {
  const detail = error === '' ? '' : `<detail><x:Error xmlns:x="${NAMESPACE}">${error}</x:Error></detail>`
  return `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault><faultcode>S:${side}</faultcode><faultstring>no</faultstring>${detail}</S:Fault></S:Body></S:Envelope>`
}

export interface InwardShown {
  kcsKey: string
  state: string
  [fact: string]: unknown
}

/** The letters that lie at the Soochika under a delivery key. */
export async function inwardsUnder(agentUrl: string, deliveryKey: string): Promise<InwardShown[]> {
  const { inwards } = await get<{ inwards: InwardShown[] }>(`${agentUrl}/desk/inwards`)
  return inwards.filter(({ kcsKey }) => kcsKey === deliveryKey)
}

/** Someone at a seat does something with the letter that lies under the key. */
export const actOn = (agentUrl: string, deliveryKey: string, body: unknown): Promise<unknown> =>
  post(`${agentUrl}/desk/inwards/${deliveryKey}/acts`, body)
