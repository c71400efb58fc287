// The counter of failed tries to sign in, of one name from one address, in the memory of this process.

import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Guesses } from '../../services/access/session/guesses'

const WINDOW_SECONDS = 15 * 60

/** The counts of one address. */
export type GuessesFrom = (address: string | undefined) => Guesses

export function createGuesses(tries: number): GuessesFrom {
  const limiter = new RateLimiterMemory({ points: tries, duration: WINDOW_SECONDS })
  return (address) => {
    const keyOf = (name: string): string => `${name.toLowerCase()} ${address ?? ''}`
    return {
      async waitMs(name) {
        const count = await limiter.get(keyOf(name))
        return count && count.remainingPoints <= 0 ? count.msBeforeNext : 0
      },
      failed: async (name) => void (await limiter.consume(keyOf(name)).catch(() => undefined)),
      forget: async (name) => void (await limiter.delete(keyOf(name))),
    }
  }
}
