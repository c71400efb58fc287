// Tapals in doubt are asked about before they are sent again: as many at once as the system allows.

import type { Connector } from '../../../connectors/connector'
import { outcomesOf } from '../../../services/letters/delivery/ask-system'
import { endpointAt, newParcel } from '../../connectors/specimen'

/** The questions that were open at once, for ten tapals in doubt at an endpoint that bears two calls. */
async function mostAtOnce(more: Partial<Connector>): Promise<number> {
  let open = 0
  let most = 0
  const connector = {
    idempotent: true,
    async status() {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return { kind: 'delivered' }
    },
    deliver: () => Promise.reject(new Error('nothing is to be sent')),
    ...more,
  } as unknown as Connector
  const parcels = Array.from({ length: 10 }, () => newParcel())
  const claimed = parcels.map(({ tapalId }) => ({ tapal: { id: tapalId }, inDoubt: true }))
  const outcomes = await outcomesOf(
    connector,
    endpointAt('ilgms', '', { concurrency: 2 }),
    claimed as unknown as Parameters<typeof outcomesOf>[2],
    new Map(parcels.map((parcel) => [parcel.tapalId, parcel])),
  )
  expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(parcels.map(() => 'delivered'))
  return most
}

test('each question counts as a call', async () => {
  expect(await mostAtOnce({})).toBe(2)
})

test('where several questions go in one call, the call counts', async () => {
  expect(await mostAtOnce({ statusAtOnce: 4 })).toBe(8)
  expect(await mostAtOnce({ statusAtOnce: 50 })).toBe(10)
})
