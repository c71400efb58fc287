// The office does not take a tapal, with a coded reason.

import type { ErrorCode } from '../../../domain/common/error'
import { refuseChange } from '../../../domain/letters/tapal/acts'
import type { Refusal } from '../../../domain/letters/tapal/refusal'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleRefusal } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'

export const refuseErrors = [...permitErrors, 'not-refusable'] as const satisfies readonly ErrorCode[]

/** A repeat with the same code changes nothing. Throws KcsError `not-refusable` after the taking, or after its end. */
export async function refuse(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal & { refusal: Refusal },
  now: Date,
): Promise<Changed> {
  const permitted = await permit(deps, caller, input, now)
  const { refusal } = input
  const cause = permitted.by === 'agent' ? 'refused-by-agent' : 'refused-by-office'
  const change = refuseChange({ ...permitted.act, refusal, cause })
  return settleRefusal(deps, permitted, change, { state: 'refused', code: refusal.code })
}
