// Letters that nobody tries to hand over any more.

import { giveUpChange } from '../../../domain/letters/tapal/acts'
import { signalTaken } from '../../letters/dispatch/tell'
import type { ActOnLetters } from './act'

/** They expire, and their senders are told. One that somebody is handing over at this moment is passed over. */
export const giveUp: ActOnLetters = async (deps, letters, act) => {
  const { tapals } = deps.repositories
  await tapals.applyToAll(letters, giveUpChange(act), {
    freeAt: act.at,
    state: ['failed', 'routed', 'handed-over'],
  })
  const marked = await tapals.marked(letters, act.key)
  for (const dispatch of new Set(marked.map((letter) => letter.dispatch))) await signalTaken(deps, dispatch)
}
