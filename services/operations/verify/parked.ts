// What is parked waits for its endpoint, which is there.

import type { Check } from './check'

export const parked: Check<'tapal'> = {
  name: 'parked',
  of: 'tapal',
  begin:
    ({ repositories }) =>
    async (page) => {
      const waitingTapals = page.filter((tapal) => tapal.parked || tapal.nextAttemptAt !== null)
      const endpointsById = await repositories.endpoints.byIds([
        ...new Set(waitingTapals.map(({ endpoint }) => endpoint)),
      ])
      return waitingTapals.flatMap(({ id, endpoint, nextAttemptAt }) => {
        if (!endpointsById.has(endpoint))
          return [{ id, what: `waits for the endpoint ${endpoint}, which is not there` }]
        return nextAttemptAt === null ? [{ id, what: 'is parked, and no try is to come' }] : []
      })
    },
}
