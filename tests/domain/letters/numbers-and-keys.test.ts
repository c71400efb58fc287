import { ulid } from 'ulid'
import { dispatchWorkflowId } from '../../../domain/letters/dispatch/dispatch'
import { endpointWorkflowId } from '../../../domain/letters/endpoint/endpoint'
import { registerNumber } from '../../../domain/letters/register/number'
import { deliveryKey, tapalIdOf } from '../../../domain/letters/tapal/keys'
import { urgencyRank } from '../../../domain/letters/tapal/tapal'

test.each([
  ['DC1', 'inward', 2026, 42, 'DC1/IN/2026/000042'],
  ['DC1', 'despatch', 2026, 1, 'DC1/DS/2026/000001'],
  ['DC1', 'inward', 2027, 1_234_567, 'DC1/IN/2027/1234567'],
] as const)('number %#: %s, %s, %d, %d is written %s', (office, register, year, number, written) => {
  expect(registerNumber(office, register, year, number)).toBe(written)
})

test('a delivery key leads back to its tapal', () => {
  const id = ulid()
  expect(tapalIdOf(deliveryKey(id))).toBe(id)
})

test.each([
  '',
  'kcs-',
  '01K5ABCDEFGHJKMNPQRSTVWXYZ',
  'kcs-01K5ABCDEFGHJKMNPQRSTVWXY',
  'kcs-01K5ABCDEFGHJKMNPQRSTVWXYZ0',
  'kcs-01k5abcdefghjkmnpqrstvwxyz',
  'KCS-01K5ABCDEFGHJKMNPQRSTVWXYZ',
  'kcs-01K5ABCDEFGHJKMNPQRSTVWXYI',
  'kcs-01K5ABCDEFGHJKMNPQRSTVWXYZ\n',
  "kcs-01K5ABCDEFGHJKMNPQRSTV'OR'1",
])('%j is no delivery key of ours', (key) => {
  expect(tapalIdOf(key)).toBeNull()
})

test('a run is found by the id of its subject', () => {
  expect(dispatchWorkflowId('D1')).toBe('dispatch:D1')
  expect(endpointWorkflowId('E1')).toBe('endpoint:E1')
})

test('immediate goes before urgent, urgent before normal', () => {
  expect(urgencyRank('immediate')).toBeGreaterThan(urgencyRank('urgent'))
  expect(urgencyRank('urgent')).toBeGreaterThan(urgencyRank('normal'))
})
