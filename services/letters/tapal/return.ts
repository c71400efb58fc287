// The office sends back a tapal that lay with it already.

import type { ErrorCode } from '../../../domain/common/error'
import { returnChange } from '../../../domain/letters/tapal/acts'
import type { Refusal } from '../../../domain/letters/tapal/refusal'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleRefusal } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'

export const returnTapalErrors = [...permitErrors, 'not-refusable'] as const satisfies readonly ErrorCode[]

/** A repeat with the same code changes nothing. Throws KcsError `not-refusable` before its delivery, or after its end. */
export async function returnTapal(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal & { refusal: Refusal },
  now: Date,
): Promise<Changed> {
  const permitted = await permit(deps, caller, input, now)
  const { refusal } = input
  const change = returnChange({ ...permitted.act, refusal })
  return settleRefusal(deps, permitted, change, { state: 'returned', code: refusal.code })
}
