// A telephone number is kept as it is dialled from anywhere, however it was written.

import { mobileNumber, phoneFault, phoneNumber } from '../../../domain/common/text/phone'

test.each([
  ['98470 12345', '+919847012345'],
  ['09847012345', '+919847012345'],
  ['+91 98470-12345', '+919847012345'],
  ['+91 (0) 98470 12345', '+919847012345'],
  ['0091 9847012345', '+919847012345'],
  ['919847012345', '+919847012345'],
  ['0471-2518000', '+914712518000'],
  ['+91 (471) 251 8000', '+914712518000'],
  ['+971 50 123 4567', '+971501234567'],
])('%s is %s', (text, number) => {
  expect([phoneNumber(text), phoneFault(text)]).toEqual([number, null])
  expect(phoneNumber(number)).toBe(number)
})

test.each([
  ['no number', 'office'],
  ['too short a number', '12345'],
  ['too short a number of India', '+91 98470'],
  ['two numbers', '0471-2518000, 9847012345'],
  ['two numbers with a slash', '9847012345/46'],
  ['a number in other digits', '൯൮൪൭൦൧൨൩൪൫'],
  ['a number that is too long', '+1234567890123456'],
  ['a text that is too long', `98470${' '.repeat(30)}12345`],
  ['nothing', ''],
])('%s is no telephone number', (_what, text) => {
  expect(phoneNumber(text)).toBeNull()
  expect(phoneFault(text)).toContain('+91 471 2518000')
})

test('messages go to mobiles; of a number of another country that is not known', () => {
  expect(['9847012345', '+971501234567', '0471 2518000', '', 'x'].map(mobileNumber)).toEqual([
    '+919847012345',
    '+971501234567',
    '',
    '',
    '',
  ])
})
