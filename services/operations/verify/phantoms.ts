// Every tapal belongs to a dispatch that was accepted.

import type { Check } from './check'

export const phantoms: Check<'tapal'> = {
  name: 'phantoms',
  of: 'tapal',
  begin:
    ({ repositories }) =>
    async (page) => {
      const endedById = await repositories.dispatches.ended([
        ...new Set(page.map(({ dispatch }) => dispatch)),
      ])
      return page
        .filter(({ dispatch }) => !endedById.has(dispatch))
        .map(({ id, dispatch }) => ({ id, what: `belongs to the dispatch ${dispatch}, which is not there` }))
    },
}
