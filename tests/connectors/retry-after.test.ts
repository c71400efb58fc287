// How a Retry-After header is read.

import { outcomeOfFault, retryAfterMs } from '../../connectors/http-outcome'

const now = new Date('2026-11-22T05:00:00Z')

test.each([
  ['120', 120_000],
  ['0', 1_000],
  ['Sun, 22 Nov 2026 05:02:00 GMT', 120_000],
  ['Sun, 22 Nov 2026 04:00:00 GMT', 1_000],
  ['999999999', 86_400_000],
  ['Sun, 22 Nov 2099 05:02:00 GMT', 86_400_000],
  ['soon', null],
  ['-5', null],
  ['1.5', null],
  ['2026', 2_026_000],
  ['2026-11-22', null],
  ['', null],
  [undefined, null],
])('%s asks for a wait of %s ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms)
})

test('too many requests without a time is busy for a minute; 408 is a time-out', () => {
  const answer = (status: number) => ({ status, headers: {}, body: null })
  expect(outcomeOfFault(answer(429), now)).toEqual({ kind: 'busy', code: 'http-429', afterMs: 60_000 })
  expect(outcomeOfFault(answer(408), now)).toEqual({ kind: 'retry-later', code: 'http-408', inDoubt: true })
})
