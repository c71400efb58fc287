// The transmission clock: sender and operator are told of a letter that stays undelivered.

import type { OwnChange } from '../../../database/letters/tapal/writes'
import { dueAt, TRANSMISSION_SECONDS } from '../../../domain/common/clock/due'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ActivityDeps } from '../../../activities/ports'

/** Told again after this time, as long as the letter lies undelivered. */
const REPEAT_SECONDS = 6 * TRANSMISSION_SECONDS
const BATCH = 500

/** The change of an undelivered tapal whose transmission clock is due. */
export function transmissionOverdue(tapal: Tapal, now: Date): OwnChange {
  const next = dueAt({ start: now, withinSeconds: REPEAT_SECONDS })
  return {
    id: tapal.id,
    where: { dueAt: tapal.dueAt, state: UNDELIVERED_STATES },
    change: {
      event: { kind: 'notice', cause: 'transmission-overdue', actor: { kind: 'kcs' }, at: now, dueAt: next },
      set: { dueAt: next },
    },
  }
}

/**
 * Notes overdue transmissions of a dispatch while its lanes still try; safe to repeat. Answers whether other
 * clocks of the dispatch are overdue, which its run should have minded.
 */
export async function tellTransmissionOverdue(deps: ActivityDeps, dispatchId: string): Promise<boolean> {
  const now = deps.now()
  const overdue = await deps.repositories.tapals.overdue(dispatchId, now, BATCH)
  const undelivered = overdue.filter((tapal) =>
    (UNDELIVERED_STATES as readonly string[]).includes(tapal.state),
  )
  await deps.repositories.tapals.applyEach(undelivered.map((tapal) => transmissionOverdue(tapal, now)))
  return undelivered.length < overdue.length
}
