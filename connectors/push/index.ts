// The connector for filing systems that speak the KCS Agent Protocol: KCS calls them (docs/agent-protocol.md).

import { KcsError } from '../../domain/common/error'
import {
  type AgentReport,
  type Connector,
  type DeliveryReport,
  type Endpoint,
  type Parcel,
} from '../connector'
import { EVERY_LETTER } from '../every-letter'
import { type HttpAnswer, type HttpClient, type HttpFault } from '../http'
import { GARBLED, isOk, jsonOf, outcomeOfFault } from '../http-outcome'
import { inParallel } from '../in-parallel'
import { agentReport, deliveryOutcome, envelopeOf, statusAnswer, withdrawAnswer } from './mapper'
import { callbackSchema, capabilitiesSchema } from './schema'
import { checkSignature, isSecret, signedHeaders } from './signature'

export interface PushDeps {
  http: HttpClient
  /** Base URL of this KCS, for the links to documents. */
  publicUrl: string
  now(): Date
}

/** Makes the connector; each call out is signed with the secret of the endpoint. */
export function createPushConnector(deps: PushDeps): Connector {
  const call = (
    endpoint: Endpoint,
    method: 'GET' | 'POST',
    path: string,
    id: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer | HttpFault> => {
    if (!isSecret(endpoint.secret)) return Promise.resolve({ fault: 'secret-missing', sent: false })
    return deps.http({
      method,
      url: `${endpoint.address.replace(/\/+$/, '')}${path}`,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
        ...signedHeaders(endpoint.secret, id, deps.now(), body ?? ''),
      },
      ...(body === undefined ? {} : { body }),
    })
  }

  const deliverOne = async (endpoint: Endpoint, parcel: Parcel): Promise<DeliveryReport> => {
    const headers = { 'kcs-delivery-key': parcel.deliveryKey, 'kcs-attempt': String(parcel.attempt) }
    const envelope = JSON.stringify(envelopeOf(parcel, deps.publicUrl))
    const result = await call(endpoint, 'POST', '/tapals', parcel.deliveryKey, envelope, headers)
    return { tapalId: parcel.tapalId, outcome: deliveryOutcome(result, deps.now()) }
  }

  return {
    mechanism: 'push',
    traits: {
      idempotent: true,
      hasStatus: true,
      canWithdraw: true,
      reportsMovements: true,
      inProcess: false,
      batchSize: 10,
    },

    async capabilities(endpoint) {
      const result = await call(endpoint, 'GET', '/capabilities', `capabilities-${endpoint.id}`)
      if (!isOk(result)) return { fault: outcomeOfFault(result, deps.now()) }
      const said = capabilitiesSchema.safeParse(jsonOf(result)).data
      return said ? { capabilities: { ...EVERY_LETTER, ...said } } : { fault: GARBLED }
    },

    deliver: (endpoint, parcels) =>
      inParallel(parcels, endpoint.concurrency, (parcel) => deliverOne(endpoint, parcel)),

    async status(endpoint, { deliveryKey }) {
      const path = `/tapals/${encodeURIComponent(deliveryKey)}`
      return statusAnswer(await call(endpoint, 'GET', path, deliveryKey), deps.now())
    },

    async withdraw(endpoint, { deliveryKey }) {
      const path = `/tapals/${encodeURIComponent(deliveryKey)}/withdrawal`
      const body = JSON.stringify({ deliveryKey, act: 'withdraw' })
      return withdrawAnswer(await call(endpoint, 'POST', path, deliveryKey, body))
    },

    async parseCallback(endpoint, request): Promise<AgentReport[]> {
      checkSignature(endpoint.secret, request)
      return reportsOf(request.body)
    },
  }
}

function reportsOf(body: Buffer): AgentReport[] {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new KcsError('callback-invalid', { detail: 'The body is not JSON.', cause })
  }
  const parsed = callbackSchema.safeParse(json)
  if (parsed.success) return parsed.data.reports.map(agentReport)
  throw new KcsError('callback-invalid', {
    errors: parsed.error.issues.map(({ path, message }) => ({
      pointer: path.map((step) => `/${String(step)}`).join(''),
      detail: message,
    })),
  })
}
