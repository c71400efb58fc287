// The connector for ILGMS: enters tapals as files at the front offices of panchayats, and collects what those send and do.

import { type Connector } from '../connector'
import { createHttpConnector, type HttpDeps } from '../http-connector'
import { attacher } from './attachments'
import { capabilitiesOf, deliveryOutcome, inwardOf, statusAnswers } from './mapper'
import { collectRows, settleRows } from './outbox'
import { settingsSchema } from './schema'
import { createSessions } from './session'

/** Letters whose states are asked for in one call. */
const STATES_AT_ONCE = 50

/** Makes the connector; it knows us by a session, which user and password of the endpoint begin. */
export function createIlgmsConnector(deps: Omit<HttpDeps, 'publicUrl'>): Connector {
  const { now } = deps
  const withSession = createSessions(now)
  return createHttpConnector(deps, {
    mechanism: 'ilgms',
    idempotent: true,
    batchSize: 10,
    settings: settingsSchema,
    proof: () => ({}),
    lineTo: (line, { address, settings }) => withSession(line, { address, ...settings }),
    capabilities: { path: '/about', read: capabilitiesOf },
    deliver(callFor) {
      const attach = attacher(deps)
      return async (parcel) => {
        const call = callFor(parcel)
        const fault = await attach(call, parcel.letter.documents)
        if (fault) return fault
        const body = JSON.stringify(inwardOf(parcel))
        return deliveryOutcome(await call({ method: 'POST', path: '/inwards', body }), now())
      }
    },
    status: {
      atOnce: STATES_AT_ONCE,
      pathForAll: (keys) => `/inwards?letterKeys=${keys.join(',')}`,
      readAll: statusAnswers,
    },
    withdraw: { path: (key) => `/inwards/${key}/cancel`, body: () => ({}) },
    collect: (calls) => (after) => collectRows(calls, after, now),
    settle: (calls) => (results) => settleRows(calls, results, now),
  })
}
