// The connector for K-SMART: brings the documents into its file store and hands the tapal in at its counter.

import { type Connector } from '../connector'
import { createHttpConnector, type HttpDeps } from '../http-connector'
import { readCallback } from './callback'
import { storer } from './file-store'
import { applicationOf, capabilitiesOf, deliveryOutcome, statusAnswer } from './mapper'
import { settingsSchema } from './schema'

const APPLICATIONS = '/counter/v1/applications'

/** Makes the connector; K-SMART knows us by the token of the endpoint. */
export function createKsmartConnector(deps: Omit<HttpDeps, 'publicUrl' | 'download'>): Connector {
  return createHttpConnector(deps, {
    mechanism: 'ksmart',
    idempotent: true,
    batchSize: 10,
    settings: settingsSchema,
    proof: ({ token }) => ({ 'auth-token': token }),
    capabilities: { path: '/counter/v1/config', read: capabilitiesOf },
    deliver(callFor) {
      const store = storer(deps)
      return async (parcel) => {
        const call = callFor(parcel)
        const fileStoreIds: string[] = []
        for (const document of parcel.letter.documents) {
          const stored = await store(call, document)
          if ('fault' in stored) return stored.fault
          fileStoreIds.push(stored.fileStoreId)
        }
        const body = JSON.stringify(applicationOf(parcel, fileStoreIds))
        return deliveryOutcome(await call({ method: 'POST', path: APPLICATIONS, body }), deps.now())
      }
    },
    status: { path: (key) => `${APPLICATIONS}/${key}`, read: statusAnswer },
    withdraw: { path: (key) => `${APPLICATIONS}/${key}/withdrawal`, body: () => ({}) },
    parseCallback: ({ secret }, request) => readCallback(secret, request),
    reportsIn: 'Events',
  })
}
