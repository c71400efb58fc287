// The connector for Soochika: registers tapals as inwards of local bodies over SOAP, and collects what those send and do.

import { type Connector } from '../connector'
import { createHttpConnector, type HttpDeps } from '../http-connector'
import { outcomeOfFault } from '../http-outcome'
import { bringer } from './documents'
import { capabilitiesOf, deliveryOutcome, inwardOf, statusAnswer, withdrawal } from './mapper'
import { collectOutbox, settleOutbox } from './outbox'
import { PORTS, settingsSchema } from './schema'
import { soapRequest } from './soap'

/** Makes the connector; Soochika knows us by the user of the endpoint (RFC 7617). */
export function createSoochikaConnector(deps: Omit<HttpDeps, 'publicUrl' | 'download'>): Connector {
  const { now } = deps
  return createHttpConnector(deps, {
    mechanism: 'soochika',
    idempotent: true,
    batchSize: 10,
    settings: settingsSchema,
    proof: ({ user, password }) => ({
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    }),
    capabilities: {
      request: soapRequest(PORTS.enquiry, 'GetService', {}),
      read: (result) => capabilitiesOf(result, now()),
      faultOf: (result, at) => {
        const capabilities = capabilitiesOf(result, at)
        return 'fault' in capabilities ? capabilities.fault : outcomeOfFault(result, at)
      },
    },
    deliver(callFor) {
      const bring = bringer(deps)
      return async (parcel) => {
        const call = callFor(parcel)
        for (const document of parcel.letter.documents) {
          const fault = await bring(call, document)
          if (fault) return fault
        }
        const request = soapRequest(PORTS.inward, 'RegisterInward', inwardOf(parcel))
        return deliveryOutcome(await call(request), now())
      }
    },
    status: {
      request: (key) => soapRequest(PORTS.enquiry, 'GetInward', { KcsKey: key }),
      read: statusAnswer,
    },
    withdraw: {
      request: (key) => soapRequest(PORTS.withdrawal, 'WithdrawInward', { KcsKey: key }),
      read: (result) => withdrawal(result, now()),
    },
    collect:
      ({ call }) =>
      (after) =>
        collectOutbox(call, after, now),
    settle:
      ({ call }) =>
      (results) =>
        settleOutbox(call, results, now),
  })
}
