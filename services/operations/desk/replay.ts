// Failed letters are sent again.

import { redeliverChange } from '../../../domain/letters/tapal/acts'
import { type ActOnLetters, tellEndpoints } from './act'

/** Parks them at their endpoints, whose own runs deliver them. One without a seat is passed over: no way leads there. */
export const replay: ActOnLetters = async (deps, letters, act) => {
  const { tapals } = deps.repositories
  await tapals.applyToAll(letters, redeliverChange(act), { hasSeat: true })
  await tellEndpoints(deps, await tapals.marked(letters, act.key))
}
