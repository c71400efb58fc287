// An operator sees subject and names of one letter for a while, and it is recorded.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { GLASS_MS } from '../../../domain/operations/desk/desk'
import { noteBy } from '../../access/audit/note'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { loginOf, requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'

export const breakGlassErrors = [
  'tapal-unknown',
  ...requireOperatorErrors,
] as const satisfies readonly ErrorCode[]

/** Returns until when. Throws KcsError `tapal-unknown`. */
export async function breakGlass(
  { repositories: { glasses, tapals } }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { letter, reason }: { letter: string; reason: string },
  now: Date,
): Promise<Date> {
  requireOperator(caller)
  const tapal = await tapals.byId(letter)
  if (!tapal) throw new KcsError('tapal-unknown')
  const until = new Date(now.getTime() + GLASS_MS)
  const open = { login: loginOf(caller), tapal: letter, dispatch: tapal.dispatch, until, reason }
  await glasses.open(open, noteBy(caller, 'glass-broken', now))
  return until
}
