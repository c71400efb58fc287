import { MAX_LEVELS, seatAtLevel } from '../../../domain/letters/escalation/ladder'

const posts: Record<string, string | null> = {
  clerk: 'section officer',
  'section officer': 'under secretary',
  'under secretary': 'secretary',
  secretary: null,
  'round 1': 'round 2',
  'round 2': 'round 3',
  'round 3': 'round 1',
  narcissus: 'narcissus',
}
const above = (seat: string): string | null => posts[seat] ?? null

test.each([
  ['clerk', 0, 'clerk'],
  ['clerk', 1, 'section officer'],
  ['clerk', 2, 'under secretary'],
  ['clerk', 3, 'secretary'],
  ['clerk', 4, null],
  ['secretary', 1, null],
  ['nobody knows', 1, null],
])('from %s, level %d is answered by %s', (seat, level, answer) => {
  expect(seatAtLevel(seat, level, above)).toBe(answer)
})

test('a line that runs in a circle ends where it meets itself', () => {
  expect([0, 1, 2, 3, 4].map((level) => seatAtLevel('round 1', level, above))).toEqual([
    'round 1',
    'round 2',
    'round 3',
    null,
    null,
  ])
  expect(seatAtLevel('narcissus', 1, above)).toBeNull()
})

test('at most five levels are told', () => {
  expect(MAX_LEVELS).toBe(5)
})
