// The connector for e-Office: uploads the documents, creates the tapal as a dak in the addressed e-Office seat.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type Connector, type DeliveryReport, type Endpoint, type Parcel } from '../connector'
import { EVERY_LETTER } from '../every-letter'
import { type HttpAnswer, type HttpFault } from '../http'
import { GARBLED, isOk, jsonOf, outcomeOfFault } from '../http-outcome'
import { inParallel } from '../in-parallel'
import { readCallback } from './callback'
import { dakOf, deliveryOutcome, statusAnswer, withdrawAnswer } from './mapper'
import { aboutSchema } from './schema'
import { type UploadDeps, upload } from './uploads'

export type EofficeDeps = UploadDeps

/** Makes the connector; e-Office knows us by the token of the endpoint. */
export function createEofficeConnector(deps: EofficeDeps): Connector {
  const call = (
    endpoint: Endpoint,
    method: 'GET' | 'POST',
    path: string,
    body?: string,
  ): Promise<HttpAnswer | HttpFault> =>
    deps.http({
      method,
      url: `${endpoint.address.replace(/\/+$/, '')}${path}`,
      headers: {
        accept: 'application/json',
        'x-eoffice-token': endpoint.token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    })

  const deliverOne = async (
    endpoint: Endpoint,
    parcel: Parcel,
    uploads: Map<string, Promise<Outcome | null>>,
  ): Promise<DeliveryReport> => {
    for (const document of parcel.letter.documents) {
      // One letter to many seats of an e-Office brings its documents once.
      const pending = uploads.get(document.sha256) ?? upload(deps, endpoint, document)
      uploads.set(document.sha256, pending)
      const outcome = await pending
      if (outcome) return { tapalId: parcel.tapalId, outcome }
    }
    const result = await call(endpoint, 'POST', '/dak', JSON.stringify(dakOf(parcel)))
    return { tapalId: parcel.tapalId, outcome: deliveryOutcome(result, deps.now()) }
  }

  return {
    mechanism: 'eoffice',
    traits: {
      idempotent: true,
      hasStatus: true,
      canWithdraw: true,
      reportsMovements: true,
      inProcess: false,
      batchSize: 10,
    },

    async capabilities(endpoint) {
      const result = await call(endpoint, 'GET', '/about')
      if (!isOk(result)) return { fault: outcomeOfFault(result, deps.now()) }
      const about = aboutSchema.safeParse(jsonOf(result)).data
      if (!about) return { fault: GARBLED }
      return {
        capabilities: {
          ...EVERY_LETTER,
          mediaTypes: about.mimeTypes,
          maxDocumentBytes: about.maxFileBytes,
          maxDocuments: about.maxFiles,
        },
      }
    },

    deliver(endpoint, parcels) {
      const uploads = new Map<string, Promise<Outcome | null>>()
      return inParallel(parcels, endpoint.concurrency, (parcel) => deliverOne(endpoint, parcel, uploads))
    },

    async status(endpoint, { deliveryKey }) {
      return statusAnswer(await call(endpoint, 'GET', `/dak/${encodeURIComponent(deliveryKey)}`), deps.now())
    },

    async withdraw(endpoint, { deliveryKey }) {
      return withdrawAnswer(
        await call(endpoint, 'POST', `/dak/${encodeURIComponent(deliveryKey)}/recall`, '{}'),
      )
    },

    async parseCallback(endpoint, request) {
      return readCallback(endpoint.secret, request)
    },
  }
}
