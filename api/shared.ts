// What the routes share within one process.

import type { Feed } from './feed'
import type { GuessesFrom } from './identity/guesses'
import type { Metrics } from './middlewares/metrics'
import type { Waiting } from './waiting'

export interface Shared {
  metrics: Metrics
  /** Failed tries to sign in, by the address they come from. */
  guessesFrom: GuessesFrom
  feed: Feed
  /** Calls that wait for something new. */
  waiting: Waiting
  /** The API documentation and the collection as JSON, made once. */
  apiFiles(): { openApi: string; collection: string }
}
