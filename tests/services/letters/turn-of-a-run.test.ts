import type { Recipient } from '../../../domain/letters/dispatch/recipients'
import { runStart } from '../../../services/letters/dispatch/start'

const offices = (count: number): Recipient[] =>
  Array.from({ length: count }, (_, index) => ({ office: `OFFICE-${index}`, purpose: 'information' }))
const letter = { id: 'D1', sender: { office: 'SEND', seat: 'SEND/SO', holder: null } }

test.each([
  ['a letter for immediate action is first', 'immediate', offices(1), 1],
  ['an urgent letter is next', 'urgent', offices(1), 2],
  ['a letter to a few follows', 'normal', offices(49), 3],
  ['a letter to many waits behind them', 'normal', offices(50), 4],
  ['and so does one to a group', 'normal', [{ group: 'ALL', purpose: 'information' as const }], 4],
  ['unless it is urgent', 'urgent', offices(500), 2],
] as const)('%s', (_, urgency, recipients, priority) => {
  expect(runStart({ ...letter, urgency, recipients: [...recipients] })).toMatchObject({ priority })
})

test('runs of one office take turns with those of others; what waits to be started is small, however large the letter', () => {
  expect(runStart({ ...letter, urgency: 'normal', recipients: offices(10_000) })).toEqual({
    id: 'D1',
    priority: 4,
    sharedBy: 'SEND',
  })
})
