// The office does not take a tapal, with a coded reason.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { refuseChange } from '../../../domain/letters/tapal/acts'
import type { Refusal } from '../../../domain/letters/tapal/refusal'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleOnce } from './apply'
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
  return settleOnce(deps, permitted, refuseChange({ ...permitted.act, refusal, cause }), (current) => {
    if (current.state !== 'refused' || current.refusal?.code !== refusal.code)
      throw new KcsError('not-refusable')
  })
}
