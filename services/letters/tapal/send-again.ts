// A tapal that has failed is sent again.

import type { TapalCondition } from '../../../database/letters/tapal/conditions'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { tellParked } from '../endpoint/tell'
import type { Changed } from './apply'

export const sendAgainErrors = ['not-redeliverable'] as const satisfies readonly ErrorCode[]

/**
 * Parks it at its endpoint, whose own run delivers it at its rate; one that is on its way already stays as it is. Throws
 * KcsError `not-redeliverable` for one that has not failed, and for one without a seat: no way leads there, a new letter does.
 */
export async function sendAgain(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  tapal: Tapal,
  change: TapalChange,
  where: TapalCondition = {},
): Promise<Changed> {
  const { tapals } = deps.repositories
  const tapalAfter = await tapals.apply(tapal.id, change, { where: { ...where, hasSeat: true } })
  if (tapalAfter) {
    tellParked(deps, tapalAfter.endpoint)
    return { tapal: tapalAfter, changed: true }
  }
  const current = (await tapals.byId(tapal.id)) ?? tapal
  if (current.state !== 'routed') throw new KcsError('not-redeliverable')
  return { tapal: current, changed: false }
}
