// What makes a service level one that is not taken.

import type { Term } from '../../../../domain/common/clock/term'
import { requireTerms, requireUnequal } from '../../../../domain/letters/service-level/faults'
import { newGeneralLevel } from '../../../../domain/letters/service-level/general'
import {
  isEnd,
  levelAt,
  type LevelWhen,
  withEnd,
  withLevelText,
} from '../../../../domain/letters/service-level/level'
import { buildLevel, inForce, later, NOON } from './levels'

const REFUSED: [string, Term, string][] = [
  ['no time at all', { amount: 0, unit: 'working-days' }, 'clock-term-invalid'],
  ['a negative one', { amount: -1, unit: 'hours' }, 'clock-term-invalid'],
  ['half a day', { amount: 0.5, unit: 'calendar-days' }, 'clock-term-invalid'],
  ['more than ten years', { amount: 3_661, unit: 'working-days' }, 'clock-term-invalid'],
  ['less than an hour', { amount: 3_599, unit: 'seconds' }, 'clock-too-short'],
]

test.each(REFUSED)('%s for a clock is refused', (_what, term, code) => {
  for (const clock of ['acknowledge', 'act', 'dispose'] as const) {
    const terms = { acknowledge: { amount: 1, unit: 'hours' } as const, [clock]: term }
    expect(() => requireTerms({ terms, escalateEverySeconds: 3_600 }, false)).toThrow(
      expect.objectContaining({ code }),
    )
  }
})

test('an hour is long enough, and in the demonstration a second', () => {
  const hour = { terms: { acknowledge: { amount: 1, unit: 'hours' } as const }, escalateEverySeconds: 3_600 }
  expect(() => requireTerms(hour, false)).not.toThrow()
  const second = { terms: { acknowledge: { amount: 1, unit: 'seconds' } as const }, escalateEverySeconds: 1 }
  expect(() => requireTerms(second, true)).not.toThrow()
  expect(() => requireTerms({ ...hour, escalateEverySeconds: 3_599 }, false)).toThrow(
    expect.objectContaining({ code: 'clock-too-short' }),
  )
})

const EQUAL: [string, LevelWhen, LevelWhen, boolean][] = [
  ['two without conditions', {}, {}, true],
  ['a value in common', { kinds: ['letter', 'note'] }, { kinds: ['note', 'reply'] }, true],
  ['no value in common', { kinds: ['letter'] }, { kinds: ['note'] }, false],
  ['other conditions, as many', { kinds: ['letter'] }, { priorities: ['urgent'] }, false],
  ['one condition more', { kinds: ['letter'] }, { kinds: ['letter'], priorities: ['urgent'] }, false],
  [
    'the same conditions, and one of them apart',
    { kinds: ['letter'], officeKinds: ['a'] },
    { kinds: ['letter'], officeKinds: ['b'] },
    false,
  ],
]

test.each(EQUAL)('%s', (_what, a, b, equal) => {
  const check = () => requireUnequal(inForce('new', { when: a }), [inForce('old', { when: b, version: 4 })])
  if (!equal) return expect(check).not.toThrow()
  expect(check).toThrow(expect.objectContaining({ code: 'level-equal', detail: 'new and old (version 4).' }))
})

test('two that are equal may follow one another, and a level is not equal to itself', () => {
  const old = inForce('old', { until: later(5) })
  expect(() => requireUnequal(inForce('new', { from: later(5) }), [old])).not.toThrow()
  expect(() => requireUnequal(inForce('new', { from: later(4) }), [old])).toThrow()
  expect(() => requireUnequal(inForce('old'), [old])).not.toThrow()
})

test('a new text holds from now on at the earliest, and the old one until then', () => {
  const names = { name: 'Other', nameMl: '' }
  const { earlier: _earlier, version: _version, ...text } = buildLevel('one', { when: { kinds: ['note'] } })
  const changed = withLevelText(buildLevel('one'), names, { ...text, from: later(-3) }, NOON)
  expect([changed.version, changed.name, changed.from]).toEqual([2, 'Other', NOON])
  expect(levelAt(changed, later(-1))?.when).toEqual({})
  expect(levelAt(changed, NOON)).toMatchObject({ when: { kinds: ['note'] }, version: 2 })
  const planned = withLevelText(changed, names, { ...text, from: later(9) }, NOON)
  const replaced = withLevelText(planned, names, { ...text, when: {}, from: later(4) }, NOON)
  expect(replaced.earlier).toHaveLength(2)
  expect(levelAt(replaced, later(3))?.version).toBe(2)
  expect(levelAt(replaced, later(4))?.version).toBe(4)
})

test('an ended level says nothing from then on, and what it said keeps its version', () => {
  const ended = withEnd(buildLevel('one', { version: 3 }), later(2), NOON)
  expect([isEnd(ended), levelAt(ended, later(1))?.version, levelAt(ended, later(2))]).toEqual([true, 3, null])
  expect(levelAt(withEnd(buildLevel('one'), later(-5), NOON), NOON)).toBeNull()
  const planned = buildLevel('one', {
    from: later(4),
    version: 2,
    earlier: [{ ...buildLevel('one'), until: later(4) }],
  })
  const stopped = withEnd(planned, later(6), NOON)
  // The text that had not begun never will; the one before it lasts until the end.
  expect([1, 5, 6].map((days) => levelAt(stopped, later(days))?.version ?? null)).toEqual([1, 1, null])
  expect(levelAt(withEnd(buildLevel('new', { from: later(4) }), later(0), NOON), later(9))).toBeNull()
})

test('the level that KCS comes with fits every letter, and gives the two days that letters had before', () => {
  expect(newGeneralLevel()).toMatchObject({
    when: {},
    terms: { acknowledge: { amount: 48, unit: 'hours' } },
    escalateEverySeconds: 86_400,
  })
})
