// How long KCS waits for a file system. A call of it cannot be ended: one that hangs, as where a server of files is away, keeps
// its thread until it returns. So it is left alone after a time, and nothing is begun beside it there.

import { DropFault } from './drop'

/** Calls at once in one place and in all. Each takes one of four threads that serve the whole process, its look-ups of names too. */
const AT_ONCE_IN_PLACE = 2
const AT_ONCE = 3

/**
 * Does a piece of work in a place and waits for it, at most so long; `late` gets what came after that. Throws what the work
 * throws, and DropFault `timeout`: `unsent` where it was not begun, because an earlier one hangs.
 */
export type Patience = <T>(place: string, work: () => Promise<T>, late?: (value: T) => void) => Promise<T>

interface Count {
  open: number
  hanging: number
}

/** The patience of one process: it knows what hangs. */
export function createPatience(limitMs: number): Patience {
  const all: Count = { open: 0, hanging: 0 }
  const places = new Map<string, Count>()
  let waiting: (() => void)[] = []

  function wake(): void {
    const woken = waiting
    waiting = []
    for (const go of woken) go()
  }

  /** Returns the place, in which the work is counted now. */
  async function enter(name: string): Promise<Count> {
    for (;;) {
      const place = places.get(name) ?? { open: 0, hanging: 0 }
      if (place.hanging > 0 || all.hanging >= AT_ONCE) throw new DropFault('timeout')
      if (place.open < AT_ONCE_IN_PLACE && all.open < AT_ONCE) {
        places.set(name, place)
        for (const count of [place, all]) count.open += 1
        return place
      }
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  return async (name, work, late) => {
    const place = await enter(name)
    let isLate = false
    const result = work().finally(() => {
      for (const count of [place, all]) {
        count.open -= 1
        if (isLate) count.hanging -= 1
      }
      if (place.open === 0) places.delete(name)
      wake()
    })
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        isLate = true
        for (const count of [place, all]) count.hanging += 1
        wake()
        reject(new DropFault('timeout', 'sent'))
      }, limitMs)
      result.then(
        (value) => {
          clearTimeout(timer)
          if (isLate) late?.(value)
          else resolve(value)
        },
        (error: unknown) => {
          clearTimeout(timer)
          reject(error instanceof Error ? error : new DropFault('drop-failure'))
        },
      )
    })
  }
}
