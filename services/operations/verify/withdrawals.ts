// A withdrawal is owed of recalled tapals alone, and no dispatch ends before it was made.

import type { Check } from './check'

export const withdrawals: Check<'tapal'> = {
  name: 'withdrawals',
  of: 'tapal',
  begin:
    ({ repositories }) =>
    async (page) => {
      const owedTapals = page.filter(({ withdrawOwed }) => withdrawOwed)
      const endedById = await repositories.dispatches.ended([
        ...new Set(owedTapals.map(({ dispatch }) => dispatch)),
      ])
      return owedTapals.flatMap(({ id, state, dispatch }) => {
        if (state !== 'recalled') return [{ id, what: `is to be withdrawn, and is ${state}` }]
        return endedById.get(dispatch) ? [{ id, what: 'is to be withdrawn, and its dispatch has ended' }] : []
      })
    },
}
