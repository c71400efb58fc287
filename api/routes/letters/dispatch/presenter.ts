// A dispatch as the API returns it.

import { dispatchWorkflowId } from '../../../../domain/letters/dispatch/dispatch'
import type { Dispatch, ListedDispatch } from '../../../../domain/letters/dispatch/record'
import { isTestId } from '../../../../domain/letters/sandbox/test-letter'
import type { Caller } from '../../../../services/access/right/identity'
import { countsOfLetters, type DatedCounts } from '../../../../services/letters/ledger/tally'
import { readableTexts } from '../../../../services/access/right/text'
import type { ApiDeps, ApiSettings } from '../../../deps'
import { type DirectoryNames, readDirectoryNames } from '../../common/directory-names'
import { dispatchLinks } from '../../common/links'
import type { AcceptanceResponse, DispatchResponse } from './schema'

const NO_COUNTS: DatedCounts = { counts: {}, asOf: null }

/** The response for an accepted letter; a replay returns the same. */
export function presentAccepted(settings: ApiSettings, id: string): AcceptanceResponse {
  return {
    id,
    state: 'accepted',
    workflowId: dispatchWorkflowId(id),
    links: dispatchLinks(settings, id),
    ...(isTestId(id) ? { test: true } : {}),
  }
}

/** Dispatches with the names of their senders and the count of their tapals; two rounds to the database. Texts are kept from operators. */
export async function presentDispatches(
  { repositories, settings }: ApiDeps,
  identity: Caller,
  dispatches: readonly (Dispatch | ListedDispatch)[],
  now: Date,
): Promise<DispatchResponse[]> {
  if (dispatches.length === 0) return []
  const [directory, counts, readable] = await Promise.all([
    readDirectoryNames(
      repositories,
      {
        offices: dispatches.map(({ sender }) => sender.office),
        seats: dispatches.map(({ sender }) => sender.seat),
      },
      now,
    ),
    countsOfLetters(
      { repositories },
      dispatches.map(({ id }) => id),
      now,
    ),
    readableTexts(repositories, identity, { dispatches }, now),
  ])
  return dispatches.map((dispatch) => {
    const response = presentFields(settings, dispatch, directory, counts.get(dispatch.id) ?? NO_COUNTS)
    return readable.dispatches.has(dispatch.id) ? response : withoutText(response)
  })
}

/** For who may see where a letter is, and not what it says. */
function withoutText(dispatch: DispatchResponse): DispatchResponse {
  return { ...dispatch, masked: true, subject: '', letterNumber: '', fileNumber: '', documents: [] }
}

function presentFields(
  settings: ApiSettings,
  dispatch: Dispatch | ListedDispatch,
  directory: DirectoryNames,
  { counts, asOf }: DatedCounts,
): DispatchResponse {
  const { id, number, state, kind, subject, letterNumber, letterDate, fileNumber } = dispatch
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    id,
    number,
    state,
    sender: directory.party(dispatch.sender),
    kind,
    masked: false,
    subject,
    letterNumber,
    letterDate,
    fileNumber,
    urgency: dispatch.urgency,
    ...(dispatch.fixedDate === undefined ? {} : { fixedDate: dispatch.fixedDate }),
    language: dispatch.language,
    documents: dispatch.documents,
    counts,
    countedAt: asOf?.toISOString() ?? null,
    // Until they are resolved, the sender's own list is all there is.
    recipients: total > 0 ? total : 'named' in dispatch ? dispatch.named : dispatch.recipients.length,
    times: dispatch.times,
    recalledAt: dispatch.recall?.at.toISOString() ?? null,
    acceptedAt: dispatch.acceptedAt.toISOString(),
    closedAt: dispatch.closedAt?.toISOString() ?? null,
    workflowId: dispatchWorkflowId(id),
    links: dispatchLinks(settings, id),
    ...(dispatch.test ? { test: true } : {}),
  }
}
