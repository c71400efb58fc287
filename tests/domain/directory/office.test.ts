import { holdsAt } from '../../../domain/directory/charge/charge'
import { type DeliveryProfile, plainProfile, profileAt } from '../../../domain/directory/office/profile'

const day = (date: string): Date => new Date(`${date}T00:00:00Z`)
const profile = (from: string, endpoint: string): DeliveryProfile =>
  plainProfile(day(from), 'push', endpoint, 'person')

describe('the delivery profile of an office', () => {
  const profiles = [
    profile('2026-03-01', 'second'),
    profile('2026-01-01', 'first'),
    profile('2026-06-01', 'third'),
  ]

  test.each([
    ['before the first there is none', '2025-12-31T23:59:59.999Z', null],
    ['it holds from its first instant on', '2026-01-01T00:00:00.000Z', 'first'],
    ['until the next one begins', '2026-02-28T23:59:59.999Z', 'first'],
    ['then the next holds, in whatever order they are kept', '2026-03-01T00:00:00.000Z', 'second'],
    ['the last one holds on', '2030-01-01T00:00:00.000Z', 'third'],
  ])('%s', (_title, at, endpoint) => {
    expect(profileAt({ profiles }, new Date(at))?.ways[0]?.endpoint ?? null).toBe(endpoint)
  })

  test('of two that begin at one instant the later entry holds', () => {
    const both = [profile('2026-01-01', 'first'), profile('2026-01-01', 'corrected')]
    expect(profileAt({ profiles: both }, day('2026-02-01'))?.ways[0]?.endpoint).toBe('corrected')
  })

  test('an office without profiles has none', () => {
    expect(profileAt({ profiles: [] }, day('2026-02-01'))).toBeNull()
  })
})

describe('a charge', () => {
  const from = day('2026-01-01')
  const until = day('2026-02-01')

  test.each([
    ['does not hold before it begins', '2025-12-31T23:59:59.999Z', false],
    ['holds from its first instant', '2026-01-01T00:00:00.000Z', true],
    ['holds until just before its end', '2026-01-31T23:59:59.999Z', true],
    ['ends in the very instant of handover', '2026-02-01T00:00:00.000Z', false],
  ])('%s', (_title, at, holds) => {
    expect(holdsAt({ from, until }, new Date(at))).toBe(holds)
  })

  test('without an end holds on', () => {
    expect(holdsAt({ from, until: null }, day('2090-01-01'))).toBe(true)
  })
})
