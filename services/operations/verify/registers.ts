// The numbers of a register of an office and year begin with 1 and have neither gaps nor doubles.

import type { Check, Finding } from './check'

export const registers: Check<'register'> = {
  name: 'registers',
  of: 'register',
  begin() {
    let book = ''
    let last = 0
    return (page) =>
      page.flatMap((entry): Finding[] => {
        const { office, register, year, number } = entry
        const current = `${office}/${register}/${year}`
        const expected = current === book ? last + 1 : 1
        book = current
        last = number
        if (number === expected) return []
        const what =
          number < expected ? `has the number ${number} twice` : `lacks ${expected} to ${number - 1}`
        return [{ id: current, what }]
      })
  },
}
