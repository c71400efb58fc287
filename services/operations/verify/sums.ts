// A dispatch that was resolved has tapals, and one that has ended owes nothing.

import type { Check, Finding } from './check'

export const sums: Check<'dispatch'> = {
  name: 'sums',
  of: 'dispatch',
  begin:
    ({ repositories }) =>
    async (page) => {
      const sumsById = await repositories.tapals.sums(page.map(({ id }) => id))
      return page.flatMap(({ id, state }): Finding[] => {
        const { tapals, owing } = sumsById.get(id) ?? { tapals: 0, owing: 0 }
        if (tapals === 0 && ['in-progress', 'closed'].includes(state))
          return [{ id, what: `is ${state}, without a tapal` }]
        const hasEnded = state === 'closed' || state === 'cancelled'
        return hasEnded && owing > 0 ? [{ id, what: `is ${state}, and ${owing} tapals owe something` }] : []
      })
    },
}
