// The time of timers in the hand of a test, where sockets and everything else are real: what a slow machine needs does not count.

const REAL = [
  ...['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
] as const

/** Timers run out by `passMs` alone; a test ends with `jest.useRealTimers()`. `until` and what Node itself times go on as ever. */
export function fakeTimers(): void {
  jest.useFakeTimers({ doNotFake: [...REAL] })
}

/** Lets so much time pass for all timers that run. */
export async function passMs(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms)
}
