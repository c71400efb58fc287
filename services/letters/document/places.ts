// Works of which only so many go on at once; the others wait in their order.

export interface Places {
  /** Does the work when a place is free. */
  within<Result>(work: () => Promise<Result>): Promise<Result>
}

export function createPlaces(count: number): Places {
  let free = count
  const waiting: (() => void)[] = []
  return {
    async within(work) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}
