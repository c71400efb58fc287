// One clock of a tapal, as its row keeps it.

import type { ClockChange } from '../../common/clock/changes'
import type { ClockKind } from '../../common/clock/kinds'

export interface TapalClock {
  kind: ClockKind
  since: Date
  /** When it is due, or was; null while it stands and was not due before. Its ladder does not move it. */
  dueAt: Date | null
  /** When its next step is: word that it nears its end, its breach, the next level, a reminder; null while it stands. */
  nextAt: Date | null
  /** Levels that it has climbed. */
  level: number
  /** Seats above to which it climbed, lowest first. */
  toldTo?: string[]
  /** What was done to it, by time. */
  changes?: ClockChange[]
}
