import { type PlacedRule, problemsOf } from '../../../../domain/letters/routing/problems'
import { ruleAt, withText } from '../../../../domain/letters/routing/rule'
import { AFTER, AT, BEFORE, LONG_AGO, rule } from './directory'

const placed = (id: string, overrides: Partial<PlacedRule> = {}): PlacedRule => ({
  ...{ id, office: 'A', path: [], from: LONG_AGO, until: null, priority: 0, version: 1 },
  ...{ when: { kinds: ['circular'] }, then: { seatRole: 'head' } },
  ...overrides,
})
const own = placed('OWN')
const elsewhere = { then: { seatRole: 'spio' as const } }

const rows: [string, PlacedRule, PlacedRule[], string[]][] = [
  ['a rule alone has none', own, [], []],
  ['two that say the same are no conflict', own, [placed('B')], []],
  [
    'of one priority and for the same letters, but to different seats',
    own,
    [placed('B', elsewhere)],
    ['conflict B'],
  ],
  [
    'of different priority',
    own,
    [placed('B', { ...elsewhere, priority: 1, when: { kinds: ['circular'], districts: ['Idukki'] } })],
    [],
  ],
  ['for letters that no rule shares', own, [placed('B', { ...elsewhere, when: { kinds: ['note'] } })], []],
  [
    'for a seat that is vacant, and for one that is not',
    placed('OWN', { when: { vacant: true } }),
    [placed('B', { ...elsewhere, when: { vacant: false } })],
    [],
  ],
  [
    'for a seat that is vacant, and for one whose holder is absent',
    placed('OWN', { when: { vacant: true } }),
    [placed('B', { ...elsewhere, when: { absent: true } })],
    [],
  ],
  [
    'for a seat that is not vacant, and for one whose holder is absent',
    placed('OWN', { when: { vacant: false } }),
    [placed('B', { ...elsewhere, when: { absent: true } })],
    ['conflict B'],
  ],
  [
    'for holidays, and for working days',
    placed('OWN', { when: { holiday: true } }),
    [placed('B', { ...elsewhere, when: { holiday: false } })],
    [],
  ],
  [
    'for holidays, and for all days',
    placed('OWN', { when: { holiday: true } }),
    [placed('B', { ...elsewhere, when: { kinds: ['circular'] } })],
    ['conflict B'],
  ],
  [
    'a seat that is vacant while its holder is absent',
    placed('OWN', { when: { vacant: true, absent: true } }),
    [],
    ['matches-nothing'],
  ],
  ['holidays alone are a condition', placed('OWN', { when: { holiday: false } }), [], []],
  [
    'a higher rule for seats that are not vacant holds for those whose holder is absent',
    placed('OWN', { when: { absent: true } }),
    [placed('B', { priority: 1, when: { vacant: false } })],
    ['unreachable B'],
  ],
  [
    'a higher rule for seats whose holder is not absent holds for vacant ones',
    placed('OWN', { when: { vacant: true } }),
    [placed('B', { priority: 1, when: { absent: false } })],
    ['unreachable B'],
  ],
  [
    'a higher rule for holidays leaves the working days',
    own,
    [placed('B', { priority: 1, when: { holiday: true } })],
    [],
  ],
  [
    'a higher rule that holds on all days',
    placed('OWN', { when: { holiday: true, kinds: ['circular'] } }),
    [placed('B', { priority: 1, when: { kinds: ['circular'] } })],
    ['unreachable B'],
  ],
  ['at different times', placed('OWN', { until: BEFORE }), [placed('B', { ...elsewhere, from: BEFORE })], []],
  ['of offices of which none is above the other', own, [placed('B', { ...elsewhere, office: 'B' })], []],
  ['of an office below', own, [placed('B', { ...elsewhere, office: 'B', path: ['A'] })], ['conflict B']],
  [
    'one that only sends copies stands in no way',
    own,
    [placed('B', { then: { copyTo: [{ office: 'C' }] } })],
    [],
  ],
  [
    'a higher rule that holds whenever this one does',
    own,
    [placed('B', { priority: 1, when: {} })],
    ['unreachable B'],
  ],
  ['a higher rule that ends sooner', own, [placed('B', { priority: 1, until: AFTER })], []],
  [
    'a higher rule that holds for some of its letters',
    own,
    [placed('B', { priority: 1, when: { kinds: ['circular'], districts: ['Idukki'] } })],
    [],
  ],
  ['a higher rule of an office below', own, [placed('B', { priority: 1, office: 'B', path: ['A'] })], []],
  ['no condition at all', placed('OWN', { when: {} }), [], ['matches-everything']],
]

test.each(rows)('problems of rules: %s', (_title, one, others, expected) => {
  const found = problemsOf(one, others, 1).map((problem) => `${problem.kind} ${problem.with ?? ''}`.trim())
  expect(found).toEqual(expected)
})

test('a rule that holds for no office matches nothing', () => {
  expect(problemsOf(own, [], 0)).toEqual([{ kind: 'matches-nothing', rule: 'OWN' }])
})

const next = { from: AT, until: null, priority: 7, when: {}, then: {} }
const priorityAt = (one: ReturnType<typeof rule>, at: Date) => ruleAt(one, at)?.priority ?? null
const justBefore = new Date(AT.getTime() - 1)

test('a rule that is changed says until then what it said before', () => {
  const changed = withText(rule('R', { priority: 1 }), 'R', { ...next, from: LONG_AGO }, AT)
  expect([priorityAt(changed, justBefore), priorityAt(changed, AT)]).toEqual([1, 7])
})

test('a change for later leaves the rule as it is until then', () => {
  const changed = withText(rule('R', { priority: 1 }), 'R', { ...next, from: AFTER }, AT)
  expect([priorityAt(changed, AT), priorityAt(changed, AFTER)]).toEqual([1, 7])
})

test('a change that has not begun is replaced, and what held goes on until the new one', () => {
  const awaited = withText(rule('R', { priority: 1 }), 'R', { ...next, priority: 3, from: AFTER }, AT)
  const sooner = withText(awaited, 'R', next, AT)
  expect([priorityAt(sooner, justBefore), priorityAt(sooner, AT), priorityAt(sooner, AFTER)]).toEqual([
    1, 7, 7,
  ])
  expect(sooner.earlier).toHaveLength(1)
})

test('a rule whose time was over does not come back by being changed', () => {
  const changed = withText(rule('R', { priority: 1, until: BEFORE }), 'R', next, AT)
  expect([priorityAt(changed, justBefore), priorityAt(changed, AT)]).toEqual([null, 7])
})
