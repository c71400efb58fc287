// The connector for DDFS: looks a letter up before it sends it, asks what became of its job, and collects what offices send.

import { type Connector } from '../connector'
import { createHttpConnector, type HttpDeps } from '../http-connector'
import { uploader } from './files'
import { capabilitiesOf, deliveryOutcome, foundBefore, letterOf, statusAnswer } from './mapper'
import { collectEntries, settleEntries } from './outgoing'
import { settingsSchema } from './schema'

const lookUp = (key: string): string => `/letters?clientKey=${key}`

/** Makes the connector; DDFS knows us by the token of the endpoint, and knows a repeated letter only when it is asked. */
export function createDdfsConnector(deps: Omit<HttpDeps, 'publicUrl'>): Connector {
  const { now } = deps
  return createHttpConnector(deps, {
    mechanism: 'ddfs',
    idempotent: false,
    batchSize: 10,
    settings: settingsSchema,
    proof: ({ token }) => ({ 'x-ddfs-token': token }),
    capabilities: { path: '/service', read: capabilitiesOf },
    deliver(callFor) {
      const upload = uploader(deps)
      return async (parcel) => {
        const call = callFor(parcel)
        const path = lookUp(encodeURIComponent(parcel.deliveryKey))
        // Before the first try as well: the count of tries begins anew when an operator has a letter sent again.
        const found = foundBefore(await call({ method: 'GET', path }), now())
        if (found) return found
        const fileIds: string[] = []
        for (const document of parcel.letter.documents) {
          const uploaded = await upload(call, document)
          if ('fault' in uploaded) return uploaded.fault
          fileIds.push(uploaded.fileId)
        }
        const body = JSON.stringify(letterOf(parcel, fileIds))
        return deliveryOutcome(await call({ method: 'POST', path: '/letters', body }), now())
      }
    },
    status: { path: lookUp, read: statusAnswer },
    withdraw: { path: (key) => `/letters/withdrawal?clientKey=${key}`, body: () => ({}) },
    collect: (calls) => (after) => collectEntries(calls, after, now),
    settle: (calls) => (verdicts) => settleEntries(calls, verdicts, now),
  })
}
