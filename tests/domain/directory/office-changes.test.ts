import {
  overlap,
  requireEnd,
  requireSpan,
  succeeded,
  withIntermediary,
  withProfile,
} from '../../../domain/directory/office/changes'
import { factsAt, withFacts } from '../../../domain/directory/office/facts'
import { newOffice, type Office, type Succession } from '../../../domain/directory/office/office'
import { plainProfile } from '../../../domain/directory/office/profile'

const day = (date: string): Date => new Date(`${date}T00:00:00Z`)
const now = day('2026-06-01')
const office = (code: string, facts: Partial<Office> = {}) => newOffice({ code, name: code, ...facts })
const fault = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('the dated facts of an office', () => {
  const first = office('A', { district: 'Idukki' })
  const moved = withFacts(first, { district: 'Kottayam' }, day('2026-03-01'))
  const again = withFacts(moved, { path: ['TOP'] }, day('2026-05-01'))

  test.each([
    ['before the first change', '2026-02-28', 'Idukki', []],
    ['from the instant of a change on', '2026-03-01', 'Kottayam', []],
    ['until the next', '2026-04-30', 'Kottayam', []],
    ['after the last', '2026-12-31', 'Kottayam', ['TOP']],
  ])('%s', (_when, at, district, path) => {
    expect(factsAt(again, day(at))).toMatchObject({ district, path })
  })

  test('a change that changes no fact leaves no trace', () => {
    expect(withFacts(again, { district: 'Kottayam', path: ['TOP'] }, now)).toBe(again)
  })

  test('the inward seat that was is known, and where there was none the first that followed', () => {
    const named = withFacts(
      withFacts(first, { inwardSeat: 'A/1' }, day('2026-03-01')),
      { inwardSeat: 'A/2' },
      now,
    )
    const seats = ['2026-02-01', '2026-03-01', '2026-06-01'].map((at) => factsAt(named, day(at)).inwardSeat)
    expect(seats).toEqual(['A/1', 'A/1', 'A/2'])
  })

  test('a piece that says nothing of a fact leaves it to those after it', () => {
    const piece = { kind: 'office', department: '', district: 'Idukki', path: [], from: null }
    const old = { ...moved, earlier: [{ ...piece, until: day('2026-03-01') }] }
    const unfit = withFacts(old, { fitToReceive: false, calendar: 'fort' }, now)
    expect(factsAt(unfit, day('2026-01-01'))).toMatchObject({ fitToReceive: true, calendar: 'state' })
    expect(factsAt(unfit, now)).toMatchObject({ fitToReceive: false, calendar: 'fort' })
  })

  test('a second change in the same instant corrects the first', () => {
    const corrected = withFacts(again, { district: 'Ernakulam' }, day('2026-05-01'))
    expect(corrected.earlier).toHaveLength(2)
    expect(factsAt(corrected, day('2026-05-01')).district).toBe('Ernakulam')
  })
})

describe('what follows upon an office', () => {
  const offices = new Map(
    [
      office('A'),
      office('B'),
      office('GONE', { activeUntil: day('2026-01-01') }),
      office('WENT', { succession: { kind: 'merged', into: ['B'], at: day('2026-01-01') } }),
      office('ROUND', { succession: { kind: 'merged', into: ['WILL-END'], at: day('2027-01-01') } }),
      office('WILL-END', { succession: { kind: 'merged', into: ['X'], at: day('2028-01-01') } }),
      office('WILL-GO', { succession: { kind: 'merged', into: ['B'], at: day('2027-01-01') } }),
    ].map((one) => [one.code, one]),
  )
  const merge = (into: string[], kind: Succession['kind'] = 'merged', of = office('X')) =>
    fault(() => succeeded(of, { kind, into, at: now }, offices))

  test.each([
    ['one that lasts', ['A'], 'merged', 'none'],
    ['itself', ['X'], 'merged', 'succession-invalid'],
    ['two, for a merger', ['A', 'B'], 'merged', 'succession-invalid'],
    ['one, for a split', ['A'], 'split', 'succession-invalid'],
    ['two, for a split', ['A', 'B'], 'split', 'none'],
    ['one named twice', ['A', 'A'], 'split', 'succession-invalid'],
    ['one that has ended', ['GONE'], 'merged', 'succession-invalid'],
    ['one that has been merged itself', ['WENT'], 'merged', 'succession-invalid'],
    ['one that will be merged itself later', ['WILL-GO'], 'merged', 'none'],
    ['one whose successors lead back', ['ROUND'], 'merged', 'succession-invalid'],
    ['one that is not there', ['NOBODY'], 'merged', 'office-unknown'],
  ] as const)('%s', (_what, into, kind, code) => {
    expect(merge([...into], kind)).toBe(code)
  })

  test('an office ends once', () => {
    expect(merge(['A'], 'merged', offices.get('WILL-GO'))).toBe('succession-invalid')
    expect(merge(['A'], 'merged', offices.get('GONE'))).toBe('succession-invalid')
  })
})

describe('who takes the mail of an office', () => {
  const held = office('A', {
    intermediaries: [{ office: 'B', from: day('2026-05-01'), until: null }],
  })
  const set = (other: string, from: string, until: string | null) => () =>
    withIntermediary(held, { office: other, from: day(from), until: until ? day(until) : null }, now)

  test.each([
    ['ended on a day to come', set('B', '2026-05-01', '2026-07-01'), 'none'],
    ['ended in the past', set('B', '2026-05-01', '2026-05-15'), 'effective-in-past'],
    ['another while it lasts', set('C', '2026-07-01', null), 'intermediary-overlap'],
    ['another since before now', set('C', '2026-04-01', '2026-05-01'), 'effective-in-past'],
    ['the office itself', set('A', '2026-07-01', null), 'intermediary-invalid'],
    ['an end before the beginning', set('C', '2026-07-02', '2026-07-01'), 'span-invalid'],
  ])('%s', (_what, work, code) => {
    expect(fault(work)).toBe(code)
  })

  test('the same again changes nothing', () => {
    expect(set('B', '2026-05-01', null)()).toBe(held)
  })

  test('an end that has come is not taken back', () => {
    const over = office('A', {
      intermediaries: [{ office: 'B', from: day('2026-01-01'), until: day('2026-02-01') }],
    })
    const reopen = { office: 'B', from: day('2026-01-01'), until: null }
    expect(fault(() => withIntermediary(over, reopen, now))).toBe('effective-in-past')
  })
})

describe('the profiles of an office', () => {
  const before = plainProfile(day('2026-01-01'), 'push', 'old')
  const held = office('A', { profiles: [before] })

  test('are added and never rewritten', () => {
    const added = plainProfile(day('2026-07-01'), 'eoffice', 'new')
    expect(withProfile(held, added, now).profiles).toEqual([before, added])
    expect(fault(() => withProfile(held, plainProfile(day('2026-05-01'), 'print', 'print'), now))).toBe(
      'effective-in-past',
    )
  })

  test('one from an instant on is the only one from it', () => {
    const both = withProfile(held, plainProfile(now, 'print', 'print'), now)
    expect(fault(() => withProfile(both, plainProfile(now, 'email', 'email'), now))).toBe('exists-already')
  })
})

describe('spans', () => {
  test.each([
    [['2026-01-01', '2026-02-01'], ['2026-02-01', null], false],
    [['2026-01-01', '2026-02-02'], ['2026-02-01', null], true],
    [[null, null], ['2026-02-01', '2026-03-01'], true],
    [['2026-03-01', null], [null, '2026-03-01'], false],
  ] as const)('%j and %j have an instant in common: %s', (one, other, expected) => {
    const span = ([from, until]: readonly (string | null)[]) => ({
      from: from ? day(from) : null,
      until: until ? day(until) : null,
    })
    expect(overlap(span(one), span(other))).toBe(expected)
    expect(overlap(span(other), span(one))).toBe(expected)
  })

  test('end after they begin, and an end that is over stays', () => {
    expect(fault(() => requireSpan({ from: now, until: now }))).toBe('span-invalid')
    expect(fault(() => requireEnd(null, day('2026-07-01'), now))).toBe('none')
    expect(fault(() => requireEnd(null, day('2026-05-01'), now))).toBe('effective-in-past')
    expect(fault(() => requireEnd(day('2026-05-01'), null, now))).toBe('effective-in-past')
    expect(fault(() => requireEnd(day('2026-05-01'), day('2026-05-01'), now))).toBe('none')
  })
})
