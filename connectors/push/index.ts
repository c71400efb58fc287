// The connector for filing systems that speak the KCS Agent Protocol: KCS calls them (docs/agent-protocol.md).

import { type Connector } from '../connector'
import { envelopeOf } from '../write-envelope'
import { createHttpConnector, type HttpDeps } from '../http-connector'
import { readAnswer, readReports } from '../reading'
import { agentReport, deliveryOutcome, statusAnswer } from './mapper'
import { capabilitiesSchema, reportSchema, settingsSchema, type Withdrawal } from './schema'
import { checkSignature, signedHeaders } from '../signature'

/** Makes the connector; each call out is signed with the secret of the endpoint. */
export function createPushConnector(deps: Omit<HttpDeps, 'documents' | 'download'>): Connector {
  return createHttpConnector(deps, {
    mechanism: 'push',
    idempotent: true,
    batchSize: 10,
    settings: settingsSchema,
    proof: ({ secret }, { id, body, at }, former) =>
      signedHeaders(former ? [secret, former.secret] : [secret], id, at, body),
    capabilities: { path: '/capabilities', read: (answer) => readAnswer(capabilitiesSchema, answer) },
    deliver: (callFor) => async (parcel) => {
      const result = await callFor(parcel)({
        method: 'POST',
        path: '/tapals',
        headers: {
          'kcs-delivery-key': parcel.deliveryKey,
          'kcs-attempt': String(parcel.attempt),
          ...(parcel.test ? { 'kcs-test': 'true' } : {}),
        },
        body: JSON.stringify(envelopeOf(parcel, deps.publicUrl)),
      })
      return deliveryOutcome(result, deps.now())
    },
    status: { path: (key) => `/tapals/${key}`, read: statusAnswer },
    withdraw: {
      path: (key) => `/tapals/${key}/withdrawal`,
      body: (deliveryKey): Withdrawal => ({ deliveryKey, act: 'withdraw' }),
    },
    parseCallback({ secret }, request) {
      checkSignature(secret, request)
      return readReports('reports', reportSchema, agentReport, request.body)
    },
    reportsIn: 'reports',
  })
}
