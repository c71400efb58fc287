// The state of a tapal is where its events lead, by moves that are allowed.

import { canMove, tookBeforeRecall } from '../../../domain/letters/tapal/states'
import { rowCheck } from './check'

/** Entries that gave way in a long trace are never changes of state, so the chain of states is whole. */
export const stateAndEvents = rowCheck('state-and-events', 'tapal', ({ state, events, sequence }) => {
  let stateReached = events[0]?.from
  let last = 0
  for (const event of events) {
    if (event.sequence <= last) return `event ${event.sequence} comes after event ${last}`
    if (event.from !== stateReached)
      return `event ${event.sequence} begins in ${event.from}, after ${stateReached}`
    if (event.from !== event.to && !canMove(event.from, event.to) && !tookBeforeRecall(event))
      return `event ${event.sequence} moves from ${event.from} to ${event.to}`
    stateReached = event.to
    last = event.sequence
  }
  if (stateReached !== state) return `is ${state}, and its events end in ${stateReached ?? 'nothing'}`
  return last > sequence ? `its last event is ${last}, and it counts ${sequence}` : null
})
