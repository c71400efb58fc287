// An act written once: a repeat changes nothing and returns what the first one made.

import { KcsError } from '../../../domain/common/error'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { tellReceived } from '../dispatch/tell'
import type { Permit } from './caller'

/** The tapal after an act, and whether this call changed it. */
export interface Changed {
  tapal: Tapal
  changed: boolean
}

/**
 * Applies the change in one conditional write. Where the row no longer allows it, a report that the row holds already
 * counts as done; else `judge` sees the row as it is now, and throws unless it is what a repeat would find.
 */
export async function applyOnce(
  { repositories: { tapals } }: Pick<ServiceDeps, 'repositories'>,
  { tapal, act, where }: Permit,
  change: TapalChange,
  judge: (seen: Tapal) => void,
): Promise<Changed> {
  const tapalAfter = await tapals.apply(tapal.id, change, { where })
  if (tapalAfter) return { tapal: tapalAfter, changed: true }
  const current = (await tapals.byId(tapal.id)) ?? tapal
  const isRepeatedReport = act.key !== undefined && current.events.some(({ key }) => key === act.key)
  if (!isRepeatedReport) judge(current)
  return { tapal: current, changed: false }
}

/** The same for an act that ends or starts clocks: its run is told of what it must know. */
export async function settleOnce(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  permit: Permit,
  change: TapalChange,
  judge: (seen: Tapal) => void,
): Promise<Changed> {
  const result = await applyOnce(deps, permit, change, judge)
  if (result.changed) tellReceived(deps, permit.tapal, result.tapal)
  return result
}

/** Ends a tapal by a refusal; a repeat with the same code changes nothing. Throws KcsError `not-refusable`. */
export function settleRefusal(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  permit: Permit,
  change: TapalChange,
  { state, code }: { state: 'refused' | 'returned'; code: string },
): Promise<Changed> {
  return settleOnce(deps, permit, change, (current) => {
    if (current.state !== state || current.refusal?.code !== code) throw new KcsError('not-refusable')
  })
}
