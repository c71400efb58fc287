// The head of the office gives a seat away without its holder.

import type { ErrorCode } from '../../../domain/common/error'
import type { Handover } from '../../../domain/directory/handover/handover'
import { deciderOf, requireHeadOfSeats, requireHeadOfSeatsErrors } from '../../access/right/charge-rights'
import { type Caller, requirePerson, requirePersonErrors } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { giveOneSidedIn, giveOneSidedInErrors } from './ledger'
import { openItems } from './open-items'
import { requireTaker, requireTakerErrors } from './taker'

export const giveSeatOneSidedErrors = [
  ...giveOneSidedInErrors,
  ...requirePersonErrors,
  ...requireHeadOfSeatsErrors,
  ...requireTakerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Both charges change at once, without the word of who gets the seat; the handover is marked, with the reason. Throws
 * KcsError `forbidden` for an agent, `seat-unknown`, `not-office-head`, `not-office-admin`, `employee-unknown`,
 * `employee-suspended`, `charge-held-already`, and those of the rules of charges.
 */
export async function giveSeatOneSided(
  { repositories, newId }: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  { seat, reason, ...input }: { seat: string; to: string; reason: string },
  now: Date,
): Promise<Handover> {
  const { employee } = requirePerson(caller).account
  await requireHeadOfSeats(repositories, caller, [seat])
  const to = await requireTaker(repositories, input.to)
  const open = await openItems(repositories, seat, now)
  const giving = { id: newId(now), seat, to, reason, note: '', givenAt: now, givenBy: employee }
  const by = { actor: deciderOf(caller), at: now }
  return repositories.transaction((session) =>
    giveOneSidedIn(repositories, { ...giving, ...open }, by, session),
  )
}
