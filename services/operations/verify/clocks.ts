// A tapal that owes something has a clock, one that owes nothing has none, and no clock is overdue for long.

import { runsIn } from '../../../domain/letters/tapal/clock-table'
import { pausedSince } from '../../../domain/letters/tapal/clocks'
import type { TapalState } from '../../../domain/letters/tapal/states'
import { isOlder, rowCheck } from './check'

/** States in which something is always owed; a delivered tapal owes by its purpose, one that was taken by its terms. */
const OWING: readonly TapalState[] = ['routed', 'handed-over', 'failed']
/** A run that is lost is found again in this time. */
const MINDED_WITHIN_MINUTES = 60

export const clocks = rowCheck('clocks', 'tapal', ({ state, purpose, owes, dueAt, clocks: running }, now) => {
  const mustOwe = OWING.includes(state) || (state === 'delivered' && purpose === 'action')
  if (!owes && mustOwe) return `owes nothing in ${state}`
  const mayOwe = mustOwe || (state !== 'delivered' && running.some(({ kind }) => runsIn(kind, state)))
  if (owes && !mayOwe) return `owes something in ${state}`
  if (owes && dueAt === null && running.some((clock) => pausedSince(clock) === null))
    return 'owes something and has no due instant'
  if (!owes && dueAt !== null) return 'owes nothing and has a due instant'
  return dueAt !== null && isOlder(dueAt, MINDED_WITHIN_MINUTES, now)
    ? `was due at ${dueAt.toISOString()}, and nobody looked`
    : null
})
