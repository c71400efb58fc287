// A dispatch as the API returns it.

import type { CountByState } from '../../../../domain/letters/dispatch/dispatch'
import { dispatchWorkflowId } from '../../../../domain/letters/dispatch/dispatch'
import type { Dispatch, ListedDispatch } from '../../../../domain/letters/dispatch/record'
import type { ApiDeps, ApiSettings } from '../../../deps'
import { type DirectoryNames, readDirectoryNames } from '../../common/directory-names'
import { dispatchLinks } from '../../common/links'
import type { AcceptanceResponse, DispatchResponse } from './schema'

/** The response for an accepted letter; a replay returns the same. */
export function presentAccepted(settings: ApiSettings, id: string): AcceptanceResponse {
  return {
    id,
    state: 'accepted',
    workflowId: dispatchWorkflowId(id),
    links: dispatchLinks(settings, id),
  }
}

/** Dispatches with the names of their senders and the count of their tapals; two rounds to the database. */
export async function presentDispatches(
  { repositories, settings }: ApiDeps,
  dispatches: readonly (Dispatch | ListedDispatch)[],
  now: Date,
): Promise<DispatchResponse[]> {
  if (dispatches.length === 0) return []
  const [directory, counts] = await Promise.all([
    readDirectoryNames(
      repositories,
      {
        offices: dispatches.map(({ sender }) => sender.office),
        seats: dispatches.map(({ sender }) => sender.seat),
      },
      now,
    ),
    repositories.tapals.counts(dispatches.map(({ id }) => id)),
  ])
  return dispatches.map((dispatch) => present(settings, dispatch, directory, counts.get(dispatch.id) ?? {}))
}

function present(
  settings: ApiSettings,
  dispatch: Dispatch | ListedDispatch,
  directory: DirectoryNames,
  counts: CountByState,
): DispatchResponse {
  const { id, number, state, kind, subject, letterNumber, letterDate, fileNumber } = dispatch
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    id,
    number,
    state,
    sender: directory.party(dispatch.sender),
    kind,
    subject,
    letterNumber,
    letterDate,
    fileNumber,
    urgency: dispatch.urgency,
    language: dispatch.language,
    documents: dispatch.documents,
    counts,
    // Until they are resolved, the sender's own list is all there is.
    recipients: total > 0 ? total : 'named' in dispatch ? dispatch.named : dispatch.recipients.length,
    times: dispatch.times,
    recalledAt: dispatch.recall?.at.toISOString() ?? null,
    acceptedAt: dispatch.acceptedAt.toISOString(),
    closedAt: dispatch.closedAt?.toISOString() ?? null,
    workflowId: dispatchWorkflowId(id),
    links: dispatchLinks(settings, id),
  }
}
