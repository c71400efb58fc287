// An agent needs a letter for longer, or gives it out of its hands before its lease ends.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { leaseEnd } from '../../../domain/letters/tapal/lease'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireInward, requireInwardErrors, requireVisitor, requireVisitorErrors } from './visitor'

export const extendLeaseErrors = [
  ...requireVisitorErrors,
  ...requireInwardErrors,
  'lease-lost',
] as const satisfies readonly ErrorCode[]

/**
 * The lease lasts for so many seconds from now; by 0 the letter is free at once. Also one that has run out, as long as
 * nobody else was given the letter. Throws KcsError `lease-lost` where somebody was, or what became of the letter is known.
 */
export async function extendLease(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { tapal: id, lease, seconds }: { tapal: string; lease: string; seconds: number },
  now: Date,
): Promise<{ id: string; lease: string; until: Date }> {
  const visitor = await requireVisitor(deps, caller)
  const tapal = await requireInward(deps, visitor, id)
  const until = leaseEnd(now, seconds)
  const holds = await deps.repositories.tapals.extendLease(tapal.id, visitor.endpoint.id, lease, until)
  if (!holds) throw new KcsError('lease-lost')
  return { id: tapal.id, lease, until }
}
