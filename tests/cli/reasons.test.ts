// Reasons of the service in the words of the command line, also one that this command does not know yet.

import { reasonText } from '../../cli/reasons'

test.each([
  ['profile', 'by the delivery profile of X'],
  ['to-come', 'to-come X'],
  ['constructor', 'constructor X'],
  ['__proto__', '__proto__ X'],
  ['toString', 'toString X'],
])('the reason %s is shown as: %s', (code, words) => {
  expect(reasonText({ code, of: 'X' })).toBe(words)
})
