import { newSanctionedPost, type SanctionedPost } from '../../../domain/directory/seat/seat'
import {
  exceededFrom,
  resanctioned,
  strengthAt,
  strengthChanges,
} from '../../../domain/directory/sanctioned-post/strength'

const day = (date: string): Date => new Date(`${date}T00:00:00Z`)
const now = day('2026-01-01')
const post = (facts: Partial<SanctionedPost> = {}) =>
  newSanctionedPost({ id: 'A/CLERK', office: 'A', designation: 'Clerk', posts: 2, order: 'GO 1', ...facts })
const resanction = (one: SanctionedPost, posts: number, from: string) =>
  resanctioned(one, { posts, order: `GO for ${posts}`, from: day(from) }, now)
const fault = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('the sanctioned strength', () => {
  const grown = resanction(post({ until: day('2028-01-01') }), 5, '2026-06-01')

  test.each([
    ['before the order', '2026-05-31', 2],
    ['from the order on', '2026-06-01', 5],
    ['when the post has come to its end', '2028-01-01', 0],
  ])('%s', (_when, at, strength) => {
    expect(strengthAt(grown, day(at))).toBe(strength)
  })

  test('is never changed for the past, nor before an order that stands already', () => {
    expect(fault(() => resanction(post(), 3, '2025-12-31'))).toBe('effective-in-past')
    expect(fault(() => resanction(grown, 3, '2026-05-01'))).toBe('span-invalid')
    expect(fault(() => resanction(grown, 3, '2028-01-01'))).toBe('span-invalid')
  })

  test('a second order for the same day corrects the first', () => {
    const corrected = resanction(grown, 4, '2026-06-01')
    expect([strengthAt(corrected, day('2026-06-01')), corrected.earlier.length]).toEqual([4, 1])
  })

  test('the report names each change with the total after it, oldest first', () => {
    const other = post({ id: 'A/DRIVER', designation: 'Driver', posts: 1, from: day('2026-07-01') })
    expect(
      strengthChanges([grown, other]).map(({ designation, was, is, total }) => [designation, was, is, total]),
    ).toEqual([
      ['Clerk', 2, 5, 5],
      ['Driver', 0, 1, 6],
      ['Clerk', 5, 0, 1],
    ])
  })
})

describe('more seats than are sanctioned', () => {
  const seat = (from: string | null, until: string | null = null) => ({
    from: from ? day(from) : null,
    until: until ? day(until) : null,
  })

  test.each([
    ['as many as there are posts', [seat(null), seat(null)], null],
    ['one more, now', [seat(null), seat(null), seat(null)], '2026-01-01'],
    ['one more, later', [seat(null), seat(null), seat('2026-03-01')], '2026-03-01'],
    ['one in the place of another', [seat(null), seat(null, '2026-03-01'), seat('2026-03-01')], null],
    ['what was too many once, in the past', [seat(null), seat(null), seat(null, '2025-06-01')], null],
  ])('%s', (_what, seats, over) => {
    expect(exceededFrom(post(), seats, now)).toEqual(over === null ? null : day(over))
  })

  test('an order that takes posts away is looked at for the day from which it holds', () => {
    const fewer = resanction(post(), 1, '2026-09-01')
    expect(exceededFrom(fewer, [seat(null), seat(null)], now)).toEqual(day('2026-09-01'))
  })
})
