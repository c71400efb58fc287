// What is parked waits for its endpoint, which is there.

import type { Check } from './check'

export const parked: Check<'tapal'> = {
  name: 'parked',
  of: 'tapal',
  begin:
    ({ repositories }) =>
    async (page) => {
      const waiting = page.filter((tapal) => tapal.parked || tapal.nextAttemptAt !== null)
      const known = await repositories.endpoints.byIds([...new Set(waiting.map(({ endpoint }) => endpoint))])
      return waiting.flatMap(({ id, endpoint, nextAttemptAt }) => {
        if (!known.has(endpoint))
          return [{ id, what: `waits for the endpoint ${endpoint}, which is not there` }]
        return nextAttemptAt === null ? [{ id, what: 'is parked, and no try is to come' }] : []
      })
    },
}
