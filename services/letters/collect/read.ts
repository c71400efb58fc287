// How the collection from a system stands, and what was not taken, for operators and for the system's own agent.

import { type Collection } from '../../../domain/letters/collect/collection'
import { triedAgain } from '../../../domain/letters/collect/entry'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { type Caller, hasRole } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireOperator, requireOperatorErrors } from '../endpoint/operator-act'
import { requireEndpoint, requireEndpointErrors } from '../endpoint/read'

export const readCollectionErrors = [...requireEndpointErrors] as const satisfies readonly ErrorCode[]

/** Throws KcsError `endpoint-unknown`, also for one that is not the caller's to see. */
export async function readCollection(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { endpoint }: { endpoint: string },
): Promise<Collection> {
  const record = await requireEndpoint(deps, endpoint)
  const isOwn = caller.kind === 'agent' && caller.agent.id === record.agent
  if (!isOwn && !hasRole(caller, ['operator', 'admin'])) throw new KcsError('endpoint-unknown')
  return deps.repositories.collects.of(endpoint)
}

export const collectNowErrors = [
  ...requireOperatorErrors,
  ...requireEndpointErrors,
  'service-unavailable',
] as const satisfies readonly ErrorCode[]

/**
 * An operator has the system asked at once, whatever it waits for; with `again` what lies refused is looked at once more, for the
 * directory may have been mended since. Safe to repeat. Throws KcsError `forbidden`, `endpoint-unknown`, `service-unavailable`.
 */
export async function collectNow(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { endpoint, again }: { endpoint: string; again: boolean },
  now: Date,
): Promise<Collection> {
  requireOperator(caller)
  await requireEndpoint(deps, endpoint)
  const { collects } = deps.repositories
  if (again) {
    // A collector may write in between; what it found out is not to be lost.
    for (let isWritten = false; !isWritten; ) {
      const collection = await collects.of(endpoint)
      isWritten = await collects.save(endpoint, {
        ...collection,
        entries: triedAgain(collection.entries, now),
      })
    }
  }
  await deps.runs.start('collect', endpoint)
  return collects.of(endpoint)
}
