import { DEFAULT_BACK_OFF, waitAfter } from '../../../domain/letters/delivery/back-off'
import { judgeFailures, probeWaitMs } from '../../../domain/letters/endpoint/endpoint'

const MIDDLE = 0.5

test.each([
  [1, 20_000],
  [2, 60_000],
  [3, 180_000],
  [4, 540_000],
  [5, 1_620_000],
  [6, 3_600_000],
  [7, 3_600_000],
  [400, 3_600_000],
])('after %d failed tries the next comes in %d ms: 20 s times three, up to an hour', (attempts, ms) => {
  expect(waitAfter(attempts, DEFAULT_BACK_OFF, MIDDLE)).toBe(ms)
})

test.each([
  [1, 18_000, 22_000],
  [2, 54_000, 66_000],
  [5, 1_458_000, 1_782_000],
  [9, 3_240_000, 3_600_000],
])(
  'after %d tries the wait is spread over ten per cent each way, never above an hour',
  (attempts, low, high) => {
    expect(waitAfter(attempts, DEFAULT_BACK_OFF, 0)).toBe(low)
    expect(waitAfter(attempts, DEFAULT_BACK_OFF, 0.999999999)).toBe(high)
  },
)

test('by default there is no last try: the transmission clock tells people', () => {
  expect(DEFAULT_BACK_OFF.maxAttempts).toBe(0)
})

test.each([
  [1, 20_000],
  [2, 40_000],
  [3, 80_000],
  [6, 640_000],
  [7, 1_200_000],
  [50, 1_200_000],
])('probe %d of a paused endpoint waits %d ms: doubled each time, up to twenty minutes', (attempt, ms) => {
  expect(probeWaitMs(attempt, DEFAULT_BACK_OFF.initialMs, DEFAULT_BACK_OFF.maxMs)).toBe(ms)
})

const SINCE = new Date('2026-11-22T06:00:00Z')
const MINUTE_MS = 60_000
test.each([
  [5, 0, 'down'],
  [4, 0, 'well'],
  [1, 11, 'well'],
  [1, 12, 'doubt'],
  [4, 60, 'doubt'],
] as const)(
  '%d letters that failed, the first %d minutes ago: the endpoint is %s',
  (letters, minutes, verdict) => {
    const at = new Date(SINCE.getTime() + minutes * MINUTE_MS)
    expect(judgeFailures({ letters, since: SINCE }, at, DEFAULT_BACK_OFF)).toBe(verdict)
  },
)
