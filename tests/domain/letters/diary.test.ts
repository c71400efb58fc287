import { diaryDateFault, withDiaryJudged } from '../../../domain/letters/tapal/diary'
import { startOfDay } from '../../../domain/common/clock/ist'

const tapal = { createdAt: new Date('2026-11-25T20:00:00Z') }
/** Half past three in the night of the 27th in Kerala, while UTC is still at the 26th. */
const NOW = new Date('2026-11-26T22:00:00Z')

test.each([
  ['2026-11-25', 'must not lie before 2026-11-26, the day on which the letter was accepted'],
  ['2026-11-26', null],
  ['2026-11-27', null],
  ['2026-11-28', 'must not lie in the future'],
  ['2026-11-31', 'must be a day that exists'],
  ['9999-12-31', 'must lie between 1900-01-01 and 2199-12-31'],
])('an office that took a letter of the 26th, on the 27th in Kerala, on the %s: %s', (day, fault) => {
  expect(diaryDateFault(tapal, day, NOW)).toBe(fault)
})

test('five minutes before midnight a clock that is ahead may be at tomorrow', () => {
  const late = new Date('2026-11-26T18:26:00Z')
  expect(diaryDateFault(tapal, '2026-11-27', late)).toBeNull()
  expect(diaryDateFault(tapal, '2026-11-27', new Date('2026-11-26T18:24:00Z'))).toBe(
    'must not lie in the future',
  )
})

test.each(['2099-12-31', '1999-01-01'])(
  'an answer with a diary of %s cannot be believed, and is in doubt',
  (day) => {
    const outcome = { kind: 'delivered', diary: { number: '1', date: startOfDay(day) } } as const
    expect(withDiaryJudged(tapal, outcome, NOW)).toMatchObject({
      ...{ kind: 'retry-later', code: 'answer-garbled', inDoubt: true },
      detail: expect.stringMatching(/^The date of the diary must not lie /),
    })
  },
)

test('an answer with a diary of today, or without one, stays as it is', () => {
  const outcome = { kind: 'delivered', diary: { number: '1', date: startOfDay('2026-11-27') } } as const
  expect(withDiaryJudged(tapal, outcome, NOW)).toBe(outcome)
  expect(withDiaryJudged(tapal, { kind: 'duplicate' }, NOW)).toEqual({ kind: 'duplicate' })
})
