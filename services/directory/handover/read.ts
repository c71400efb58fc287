// Reading what is open in a seat, and handovers.

import type { Repositories } from '../../../database'
import type { ErrorCode } from '../../../domain/common/error'
import { type Caller, requirePerson, requirePersonErrors } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { openItems, type OpenItems } from './open-items'
import { requireSightOfSeat, requireSightOfSeatErrors } from './sight'

type Handovers = Repositories['handovers']

export const readOpenItemsErrors = requireSightOfSeatErrors satisfies readonly ErrorCode[]

/** What is open in the seat now. Throws KcsError `seat-not-held`. */
export async function readOpenItems(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { seat }: { seat: string },
  now: Date,
): Promise<OpenItems> {
  await requireSightOfSeat(repositories, caller, seat)
  return openItems(repositories, seat, now)
}

export const listHandoversErrors = [
  ...requireSightOfSeatErrors,
  ...requirePersonErrors,
] as const satisfies readonly ErrorCode[]

/**
 * A page of the handovers of a seat; or, without one, of those the caller gave or was given. Throws KcsError
 * `seat-not-held`, `forbidden` for an agent that names no seat.
 */
export async function listHandovers(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { seat, page }: { seat: string | null; page: Parameters<Handovers['list']>[1] },
): ReturnType<Handovers['list']> {
  const { handovers } = repositories
  if (seat === null) return handovers.list({ employee: requirePerson(caller).account.employee }, page)
  await requireSightOfSeat(repositories, caller, seat)
  return handovers.list({ seat }, page)
}
