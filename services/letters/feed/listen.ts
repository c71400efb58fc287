// Whose live news an officer may hear.

import type { FeedEvent } from '../../../database/letters/feed/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { actingOf } from '../../access/right/acting'
import { actingSeats, type Caller, requirePerson, requirePersonErrors } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const openListenerErrors = [
  ...requirePersonErrors,
  'seat-not-held',
] as const satisfies readonly ErrorCode[]

export interface Listener {
  /** Whether the event is about one of the seats; without a round trip. */
  concerns(event: FeedEvent): boolean
  /** Whether the officer acts for one of its seats at this instant: who has given a seat up hears no more of it. */
  mayHear(event: FeedEvent): Promise<boolean>
}

/**
 * Opens the ears of an officer to the seats acted for now, or to the one named. Throws KcsError `forbidden` for a filing
 * system, `seat-not-held`.
 */
export async function openListener(
  { repositories, now }: Pick<ServiceDeps, 'repositories' | 'now'>,
  caller: Caller,
  { seat }: { seat?: string | undefined },
): Promise<Listener> {
  const { account, acting } = requirePerson(caller)
  if (seat !== undefined && !(await acting.among([seat])).has(seat)) throw new KcsError('seat-not-held')
  const seats = new Set(seat === undefined ? await actingSeats(caller) : [seat])
  return {
    concerns: (event) => event.seats.some((one) => seats.has(one)),
    async mayHear(event) {
      const actingNow = await actingOf(repositories, account.employee, now())
      return (await actingNow.among(event.seats.filter((one) => seats.has(one)))).size > 0
    },
  }
}
