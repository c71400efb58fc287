// A withdrawal is owed of recalled tapals alone, and no dispatch ends before it was made.

import type { Check } from './check'

export const withdrawals: Check<'tapal'> = {
  name: 'withdrawals',
  of: 'tapal',
  begin:
    ({ repositories }) =>
    async (page) => {
      const owed = page.filter(({ withdrawOwed }) => withdrawOwed)
      const ended = await repositories.dispatches.ended([...new Set(owed.map(({ dispatch }) => dispatch))])
      return owed.flatMap(({ id, state, dispatch }) => {
        if (state !== 'recalled') return [{ id, what: `is to be withdrawn, and is ${state}` }]
        return ended.get(dispatch) ? [{ id, what: 'is to be withdrawn, and its dispatch has ended' }] : []
      })
    },
}
