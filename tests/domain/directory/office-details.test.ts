import {
  DETAIL_NAMES,
  eachDetail,
  detailFits,
  detailLink,
  listedOnly,
} from '../../../domain/directory/office/details'
import { newOffice } from '../../../domain/directory/office/office'

test('an office has each detail, unknown until it is given', () => {
  const office = newOffice({ code: 'A', name: 'A', phone: '0471' })
  const details = Object.fromEntries(DETAIL_NAMES.map((name) => [name, office[name]]))
  expect(details).toEqual({ ...eachDetail(() => ''), phone: '0471' })
  expect(listedOnly(office)).toHaveProperty('address', '')
})

test.each([
  ['email', 'so@office.invalid', true, 'mailto:so@office.invalid'],
  ['email', 'so at office', false, null],
  ['email', '', true, null],
  ['phone', '0471 2518000', true, null],
] as const)('%s %j fits: %j, and leads to %j', (name, value, fits, link) => {
  expect(detailFits(name, value)).toBe(fits)
  expect(detailLink(name, value)).toBe(link)
})
