// Who may read the text of a letter: subject, numbers and documents of the sender, and the names of persons.

import type { Repositories } from '../../../database'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { type Caller, hasRole } from './identity'
import { isOwnDispatch, isOwnTapal, reachOf } from './rights'

type Deps = Pick<Repositories, 'seats' | 'glasses'>

/** Those of the letters, by id, whose text the caller may read. */
export interface ReadableTexts {
  tapals: ReadonlySet<string>
  dispatches: ReadonlySet<string>
}

/**
 * Of letters that the caller may see. An operator sees where every letter is stuck, but its text only in an own office or
 * seat, or while the glass is broken for it; the glass of one tapal opens its dispatch, not the other tapals. Everybody else
 * reads what may be seen. Two reads for operators, none for others.
 */
export async function readableTexts(
  { seats, glasses }: Deps,
  caller: Caller,
  letters: { tapals?: readonly Tapal[]; dispatches?: readonly Pick<Dispatch, 'id' | 'sender'>[] },
  now: Date,
): Promise<ReadableTexts> {
  const { tapals = [], dispatches = [] } = letters
  if (caller.kind !== 'account' || !hasRole(caller, ['operator', 'admin']))
    return { tapals: idsOf(tapals), dispatches: idsOf(dispatches) }
  const [reach, open] = await Promise.all([reachOf(seats, caller), glasses.openTo(caller.account.login, now)])
  const readable = { tapals: new Set<string>(), dispatches: new Set<string>() }
  for (const tapal of tapals)
    if (open.some((glass) => glass.tapal === tapal.id) || (await isOwnTapal(caller, reach, tapal)))
      readable.tapals.add(tapal.id)
  for (const dispatch of dispatches)
    if (
      open.some((glass) => glass.dispatch === dispatch.id) ||
      (await isOwnDispatch(caller, reach, dispatch))
    )
      readable.dispatches.add(dispatch.id)
  return readable
}

/** Ids of the dispatches that an operator has broken the glass of; none for others. One read for operators. */
export async function openDispatches(
  { glasses }: Pick<Deps, 'glasses'>,
  caller: Caller,
  now: Date,
): Promise<string[]> {
  if (caller.kind !== 'account' || !hasRole(caller, ['operator', 'admin'])) return []
  return (await glasses.openTo(caller.account.login, now)).map(({ dispatch }) => dispatch)
}

function idsOf(letters: readonly { id: string }[]): Set<string> {
  return new Set(letters.map(({ id }) => id))
}
