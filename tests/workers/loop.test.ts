// How often the duties beside the workers have their turns.

import { startLoop } from '../../workers/loop'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** Runs a loop whose turns take so long, for a time, and returns when its turns began, in ms from the start. */
async function turnsIn(
  ms: number,
  { everyMs, turnMs, share }: { everyMs: number; turnMs: number; share?: number },
): Promise<number[]> {
  const start = Date.now()
  const begun: number[] = []
  const turn = async (): Promise<boolean> => {
    begun.push(Date.now() - start)
    await new Promise((resolve) => setTimeout(resolve, turnMs))
    return false
  }
  const log = { info: () => undefined, warn: () => undefined }
  const loop = startLoop('test', everyMs, turn, log, share)
  await jest.advanceTimersByTimeAsync(ms)
  const stopped = loop.stop()
  await jest.advanceTimersByTimeAsync(turnMs)
  await stopped
  return begun
}

test('a duty that may take a tenth of the time rests nine times as long as its turn took, so that it asks less of what is busy', async () => {
  expect(await turnsIn(65_000, { everyMs: 1_000, turnMs: 3_000, share: 0.1 })).toEqual([0, 30_000, 60_000])
})

test('a duty whose turns are short has its turn at its time, whatever share it may take', async () => {
  expect(await turnsIn(3_500, { everyMs: 1_000, turnMs: 10, share: 0.1 })).toEqual([0, 1_010, 2_020, 3_030])
})

test('a duty without a share rests its time alone, however long its turns are', async () => {
  expect(await turnsIn(9_000, { everyMs: 1_000, turnMs: 3_000 })).toEqual([0, 4_000, 8_000])
})
