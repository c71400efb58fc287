// The connector for e-Office: uploads the documents, creates the tapal as a dak in the addressed e-Office seat.

import { type Connector } from '../connector'
import { createHttpConnector, type HttpDeps } from '../http-connector'
import { readCallback } from './callback'
import { capabilitiesOf, dakOf, deliveryOutcome, statusAnswer } from './mapper'
import { settingsSchema } from './schema'
import { uploader } from './uploads'

/** Makes the connector; e-Office knows us by the token of the endpoint. */
export function createEofficeConnector(deps: Omit<HttpDeps, 'publicUrl' | 'download'>): Connector {
  return createHttpConnector(deps, {
    mechanism: 'eoffice',
    idempotent: true,
    batchSize: 10,
    settings: settingsSchema,
    proof: ({ token }) => ({ 'x-eoffice-token': token }),
    capabilities: { path: '/about', read: capabilitiesOf },
    deliver(callFor) {
      const upload = uploader(deps)
      return async (parcel) => {
        const call = callFor(parcel)
        for (const document of parcel.letter.documents) {
          const fault = await upload(call, document)
          if (fault) return fault
        }
        const body = JSON.stringify(dakOf(parcel))
        return deliveryOutcome(await call({ method: 'POST', path: '/dak', body }), deps.now())
      }
    },
    status: { path: (key) => `/dak/${key}`, read: statusAnswer },
    withdraw: { path: (key) => `/dak/${key}/recall`, body: () => ({}) },
    parseCallback: ({ secret }, request) => readCallback(secret, request),
    reportsIn: 'events',
  })
}
