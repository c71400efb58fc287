// The number in a tapal or dispatch is the one that the register has for it.

import type { Check } from './check'

export const inwardNumbers: Check<'tapal'> = {
  name: 'inward-numbers',
  of: 'tapal',
  begin:
    ({ repositories }) =>
    async (page) => {
      const numbered = page.filter(({ inwardNumber }) => inwardNumber !== null)
      const entered = await repositories.registers.numbersOf(
        'inward',
        numbered.map(({ id }) => id),
      )
      return numbered
        .filter(({ id, inwardNumber }) => entered.get(id) !== inwardNumber)
        .map(({ id }) => ({ id, what: 'its inward number is not the one in the register' }))
    },
}

export const despatchNumbers: Check<'dispatch'> = {
  name: 'despatch-numbers',
  of: 'dispatch',
  begin:
    ({ repositories }) =>
    async (page) => {
      const numbered = page.filter(({ number }) => number !== null)
      const entered = await repositories.registers.numbersOf(
        'despatch',
        numbered.map(({ id }) => id),
      )
      return numbered
        .filter(({ id, number }) => entered.get(id) !== number)
        .map(({ id }) => ({ id, what: 'its despatch number is not the one in the register' }))
    },
}
