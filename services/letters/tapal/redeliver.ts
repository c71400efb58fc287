// An operator sends a failed tapal again.

import type { ErrorCode } from '../../../domain/common/error'
import { redeliverChange } from '../../../domain/letters/tapal/acts'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import type { Changed } from './apply'
import { readTapal, readTapalErrors } from './read'
import { sendAgain, sendAgainErrors } from './send-again'

export const redeliverErrors = [
  ...readTapalErrors,
  ...sendAgainErrors,
] as const satisfies readonly ErrorCode[]

/** A repeat changes nothing. The reason stands in the audit log. Throws KcsError `tapal-unknown`, `not-redeliverable`. */
export async function redeliver(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { tapal: id, reason }: { tapal: string; reason?: string | undefined },
  now: Date,
): Promise<Changed> {
  const tapal = await readTapal(deps, caller, id)
  const account = caller.kind === 'account' ? caller.account.login : ''
  const change = redeliverChange({
    actor: { kind: 'operator', account },
    at: now,
    ...(reason === undefined ? {} : { reason }),
  })
  return sendAgain(deps, tapal, change)
}
