// Letters as the Gateway API takes and returns them: dispatches, tapals, documents, notices, dry runs.

import type {
  DispatchDryRun,
  DryRunAnswer,
  PlannedRouteAnswer,
} from '../../api/routes/letters/dispatch/dry-run-schema'
import type {
  AcceptedAnswer,
  DispatchAnswer,
  NewDispatch,
  TraceAnswer,
} from '../../api/routes/letters/dispatch/schema'
import type { DocumentAnswer } from '../../api/routes/letters/document/schema'
import type { NoticeAnswer } from '../../api/routes/letters/notice/schema'
import type { HistoryEntry, InboxAnswer, TapalAnswer } from '../../api/routes/letters/tapal/schema'
import type { TapalState } from '../../domain/letters/tapal/states'

export type Tapal = TapalAnswer
export type TapalEvent = HistoryEntry
export type TapalPage = InboxAnswer
export type DocumentRef = Tapal['documents'][number]

/** How many tapals are in which state. */
export type Counts = Partial<Record<TapalState, number>>
export type Dispatch = Omit<DispatchAnswer, 'counts'> & { counts: Counts }
export interface DispatchPage {
  items: Dispatch[]
  next: string | null
}
export type Trace = Omit<TraceAnswer, 'dispatch'> & { dispatch: Dispatch }
export type DispatchRequest = NewDispatch
export type RecipientRequest = NewDispatch['recipients'][number]
export type DispatchAccepted = AcceptedAnswer

/** A letter that need not be finished yet. */
export type DryRunRequest = DispatchDryRun
export type DryRun = DryRunAnswer
export type RouteRow = PlannedRouteAnswer

export type Notice = NoticeAnswer
export type StoredDocument = DocumentAnswer
