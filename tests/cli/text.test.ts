// Text for people: spans, instants and aligned columns.

import { instantOf, leftUntil, spanOf } from '../../cli/time'
import { table, widthOf } from '../../cli/table'

describe('the text of kcs', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [302, '5 min 2 s'],
    [3600, '1 h'],
    [3601, '1 h'],
    [97_200, '1 d 3 h'],
    [86_460, '1 d'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(spanOf(seconds)).toBe(text)
  })

  it('gives instants in the time of Kerala', () => {
    expect(instantOf('2026-12-31T18:30:05.900Z')).toBe('2027-01-01 00:00:05')
  })

  it('says how late something is', () => {
    const now = new Date('2026-11-22T10:00:00Z')
    expect(leftUntil('2026-11-22T10:01:30Z', now)).toBe('in 1 min 30 s')
    expect(leftUntil('2026-11-22T09:00:00Z', now)).toBe('1 h late')
    expect(leftUntil(null, now)).toBe('')
  })

  it('aligns columns and leaves out those that are empty', () => {
    expect(
      table(
        ['A', 'EMPTY', 'B'],
        [
          ['long cell', '', 'x'],
          ['y', '', 'z'],
        ],
      ),
    ).toEqual(['A          B', 'long cell  x', 'y          z'])
  })

  it('counts no column for vowel signs that stand above or below their letter', () => {
    expect(widthOf('abc')).toBe(3)
    expect(widthOf('ക്ക')).toBe(2)
  })
})
