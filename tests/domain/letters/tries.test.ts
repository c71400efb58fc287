// Which tries of a hand-over the system of today has answered.

import { type Cause, type TapalEvent, triesOf } from '../../../domain/letters/tapal/event'

const AT = new Date('2026-11-22T06:00:00Z')
const events = (...causes: (Cause | [Cause, number])[]): TapalEvent[] =>
  causes.map((one, i) => {
    const [cause, attempt] = typeof one === 'string' ? [one, undefined] : one
    const base = { sequence: i + 1, kind: 'attempt', from: 'routed', to: 'routed', at: AT } as const
    return { ...base, cause, actor: { kind: 'kcs' }, ...(attempt === undefined ? {} : { attempt }) }
  })
const numbers = (list: TapalEvent[], most = 10) => triesOf(list, most).map(({ attempt }) => attempt)

test('tries are what belongs to a hand-over; what else happened is left out', () => {
  expect(
    numbers(events('resolved', ['retry-later', 1], 'endpoint-paused', ['delivered-by-agent', 2])),
  ).toEqual([1, 2])
})

test.each(['next-way-gone', 'next-way-paused', 'next-way-bounced', 'rerouted-by-operator'] as const)(
  'after %s only the tries by the new way count',
  (cause) => {
    expect(numbers(events(['retry-later', 1], cause, ['busy', 1], ['in-doubt', 2]))).toEqual([1, 2])
  },
)

test('one that is sent again goes by the same way: the tries before it stay; of very many the newest are told', () => {
  const list = events(['never', 1], 'redelivered-by-agent', ['retry-later', 1], ['retry-later', 2])
  expect(numbers(list)).toEqual([1, 1, 2])
  expect(numbers(list, 2)).toEqual([1, 2])
})
