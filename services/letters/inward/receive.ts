// An agent has fetched a letter and keeps it: it lies in the filing system.

import type { ErrorCode } from '../../../domain/common/error'
import type { StatedDiary } from '../../../domain/letters/tapal/diary'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import type { Changed } from '../tapal/apply'
import { receive } from '../tapal/receive'
import { requireInward, requireInwardErrors, requireVisitor, requireVisitorErrors } from './visitor'

export const receiveInwardErrors = [
  ...requireVisitorErrors,
  ...requireInwardErrors,
  'not-receivable',
  'acknowledged-otherwise',
  'validation-failed',
] as const satisfies readonly ErrorCode[]

/** Throws KcsError as `receive` does, and `tapal-unknown` for a letter of another endpoint or office. */
export async function receiveInward(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { tapal: id, ...stated }: { tapal: string; reference: string } & StatedDiary,
  now: Date,
): Promise<Changed> {
  const visitor = await requireVisitor(deps, caller)
  const tapal = await requireInward(deps, visitor, id)
  return receive(deps, visitor.acting, { tapal, ...stated }, now)
}
