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
        const expectedNumber = current === book ? last + 1 : 1
        book = current
        last = number
        if (number === expectedNumber) return []
        const what =
          number < expectedNumber
            ? `has the number ${number} twice`
            : `lacks ${expectedNumber} to ${number - 1}`
        return [{ id: current, what }]
      })
  },
}
