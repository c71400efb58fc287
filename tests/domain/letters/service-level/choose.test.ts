// Of all service levels that fit a letter and its office the most specific holds, and it is told why.

import { openLevelBook } from '../../../../domain/letters/service-level/choose'
import type { LetterFacts } from '../../../../domain/letters/service-level/facts'
import type { LevelWhen, ServiceLevel } from '../../../../domain/letters/service-level/level'
import { LEVEL_REASON_CODES, type LevelReason } from '../../../../domain/letters/service-level/reason'
import { reasonInEnglish } from '../../../../domain/letters/service-level/words'
import { reasonInMalayalam } from '../../../../domain/letters/service-level/words-ml'
import { buildLevel, later, LETTER, NOON } from './levels'

const choose = (
  levels: ServiceLevel[],
  letter: Partial<LetterFacts> = {},
  officeKind = 'office',
  at = NOON,
) => openLevelBook(levels, { ...LETTER, ...letter }, at).choose(officeKind)
const levels = (whens: Record<string, LevelWhen>) =>
  Object.entries(whens).map(([id, when]) => buildLevel(id, { when }))
const holds = (...asked: Parameters<typeof choose>) => choose(...asked).level?.id ?? null

const FITTING: [string, LevelWhen, Partial<LetterFacts>, string, boolean][] = [
  ['no condition fits every letter', {}, {}, 'office', true],
  ['a kind of letter', { kinds: ['circular', 'memorandum'] }, { kind: 'circular' }, 'office', true],
  ['another kind of letter', { kinds: ['circular'] }, { kind: 'letter' }, 'office', false],
  ['a priority', { priorities: ['urgent'] }, { urgency: 'urgent' }, 'office', true],
  ['a less urgent one', { priorities: ['immediate'] }, { urgency: 'urgent' }, 'office', false],
  ['a fixed date', { priorities: ['fixed-date'] }, { fixedDate: '2026-12-31' }, 'office', true],
  ['no fixed date', { priorities: ['fixed-date'] }, { urgency: 'immediate' }, 'office', false],
  [
    'a fixed date, however urgent',
    { priorities: ['urgent'] },
    { urgency: 'urgent', fixedDate: '2026-12-31' },
    'office',
    false,
  ],
  ['a classification', { classifications: ['normal'] }, {}, 'office', true],
  ['the kind of the office', { officeKinds: ['municipality'] }, {}, 'municipality', true],
  ['an office of another kind', { officeKinds: ['municipality'] }, {}, 'corporation', false],
  ['a subject code', { subjectCodes: ['BIRTH'] }, { subjectCode: 'BIRTH' }, 'office', true],
  ['no subject code', { subjectCodes: ['BIRTH'] }, {}, 'office', false],
  ['one of two conditions', { kinds: ['letter'], subjectCodes: ['BIRTH'] }, {}, 'office', false],
]

test.each(FITTING)('a level for %s', (_what, when, letter, officeKind, fits) => {
  expect(holds([buildLevel('one', { when })], letter, officeKind)).toBe(fits ? 'one' : null)
})

const ORDER: [string, Record<string, LevelWhen>, string][] = [
  ['one condition before none', { all: {}, urgent: { priorities: ['urgent'] } }, 'urgent'],
  [
    'two conditions before the weightiest one',
    { charter: { subjectCodes: ['BIRTH'] }, two: { priorities: ['urgent'], kinds: ['letter'] } },
    'two',
  ],
  [
    'a subject code before a kind of office',
    { b: { officeKinds: ['office'] }, a: { subjectCodes: ['BIRTH'] } },
    'a',
  ],
  [
    'a kind of office before a priority',
    { b: { priorities: ['urgent'] }, a: { officeKinds: ['office'] } },
    'a',
  ],
  [
    'a priority before a classification',
    { b: { classifications: ['normal'] }, a: { priorities: ['urgent'] } },
    'a',
  ],
  [
    'a classification before a kind of letter',
    { b: { kinds: ['letter'] }, a: { classifications: ['normal'] } },
    'a',
  ],
  [
    'of two pairs with the same weightiest the one whose other is weightier',
    {
      a: { subjectCodes: ['BIRTH'], priorities: ['urgent'] },
      b: { subjectCodes: ['BIRTH'], kinds: ['letter'] },
    },
    'a',
  ],
]

test.each(ORDER)('%s, in whatever order they are read', (_what, whens, expected) => {
  const letter = { urgency: 'urgent', subjectCode: 'BIRTH' } as const
  const all = levels(whens)
  expect(holds(all, letter)).toBe(expected)
  expect(holds(all.toReversed(), letter)).toBe(expected)
})

test('two that name the same and were saved at one moment: the one that began last, then the first by its id', () => {
  const twins = [buildLevel('b'), buildLevel('a')]
  expect([holds(twins), holds(twins.toReversed())]).toEqual(['a', 'a'])
  expect(holds([...twins, buildLevel('z', { from: later(-1) })])).toBe('z')
})

test('a level holds from its beginning until its end, and what it said before holds for letters of then', () => {
  const level = buildLevel('one', {
    from: later(0),
    until: later(10),
    version: 2,
    earlier: [{ ...buildLevel('one'), from: later(-10), until: later(0), version: 1 }],
  })
  const version = (days: number) => choose([level], {}, 'office', later(days)).level?.version ?? null
  expect([-11, -10, -1, 0, 9, 10].map(version)).toEqual([null, 1, 1, 2, 2, null])
})

test('it is told what fitted, and before which other level it goes', () => {
  const all = levels({
    general: {},
    urgent: { priorities: ['urgent'] },
    town: { officeKinds: ['municipality'] },
  })
  expect(choose(all, { urgency: 'urgent' }, 'municipality').why).toEqual([
    { code: 'fits', condition: 'officeKinds', value: 'municipality' },
    { code: 'goes-before', level: 'urgent', because: 'weightier-condition' },
  ])
  expect(choose(all, { urgency: 'urgent' }).why).toEqual([
    { code: 'fits', condition: 'priorities', value: 'urgent' },
    { code: 'goes-before', level: 'general', because: 'more-conditions' },
  ])
  expect(choose(all).why).toEqual([{ code: 'fits-all' }])
  expect(choose([])).toEqual({ level: null, why: [{ code: 'none-fits' }] })
})

test('each reason is a sentence in both languages', () => {
  const reasons: LevelReason[] = [
    { code: 'fits', condition: 'subjectCodes', value: 'BIRTH' },
    { code: 'fits', condition: 'priorities', value: 'fixed-date' },
    { code: 'fits-all' },
    ...(['more-conditions', 'weightier-condition', 'began-later', 'first-by-id'] as const).map(
      (because) => ({ code: 'goes-before', level: 'other', because }) as const,
    ),
    { code: 'none-fits' },
    { code: 'stated', clock: 'acknowledge' },
    { code: 'ladder-stated' },
    { code: 'all-stated' },
    { code: 'fixed-date', clock: 'act', day: '2026-12-31' },
  ]
  expect([...new Set(reasons.map(({ code }) => code))].sort()).toEqual([...LEVEL_REASON_CODES].sort())
  const english = reasons.map(reasonInEnglish)
  expect(new Set(english).size).toBe(reasons.length)
  expect(english.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([])
  expect(reasons.map(reasonInMalayalam).filter((text) => !/\p{Script=Malayalam}.*\.$/u.test(text))).toEqual(
    [],
  )
  expect(english[1]).toBe('It names the priority: fixed date.')
})
