// From the sender's list to one tapal per recipient, each in its lane.

import { ApplicationFailure, Context } from '@temporalio/activity'
import { type Resolution, resolveRecipients as resolve } from '../../services/letters/dispatch/resolve'
import type { ActivityDeps } from '../deps'
import { placed } from '../placed'
import { withPulse } from '../pulse'

export function resolveRecipientsActivity(deps: ActivityDeps) {
  /** A long list is resolved by the ordinary activity only, with heartbeats: the local one refuses it at once. */
  return async function resolveRecipients(dispatchId: string): Promise<Resolution> {
    const shortOnly = Context.current().info.isLocal
    const resolution = await withPulse((beat) =>
      resolve(placed(deps, dispatchId), { dispatch: dispatchId }, { shortOnly, beat }),
    )
    if (resolution) return resolution
    throw ApplicationFailure.nonRetryable('a long list is resolved by the ordinary activity', 'long-list')
  }
}
