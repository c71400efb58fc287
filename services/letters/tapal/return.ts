// The office sends back a tapal that lay with it already.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { returnChange } from '../../../domain/letters/tapal/acts'
import type { Refusal } from '../../../domain/letters/tapal/refusal'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleOnce } from './apply'
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
  return settleOnce(deps, permitted, returnChange({ ...permitted.act, refusal }), (current) => {
    if (current.state !== 'returned' || current.refusal?.code !== refusal.code)
      throw new KcsError('not-refusable')
  })
}
