// Letters as the Gateway API takes and returns them: dispatches, tapals, documents, notices, dry runs.

import type {
  DispatchDryRun,
  DryRunResponse,
  PlannedRouteResponse,
} from '../../api/routes/letters/dispatch/dry-run-schema'
import type {
  AcceptanceResponse,
  DispatchResponse,
  NewDispatch,
  TraceResponse,
} from '../../api/routes/letters/dispatch/schema'
import type { DocumentResponse } from '../../api/routes/letters/document/schema'
import type {
  LedgerActResponse,
  LedgerPageResponse,
  RecipientEntry,
  TallyResponse,
} from '../../api/routes/letters/ledger/schema'
import type {
  LevelAnswerResponse,
  LevelQuestionBody,
  LevelResponse,
  LevelTextBody,
  SavedLevelResponse,
} from '../../api/routes/letters/service-level/schema'
import type { NoticeResponse } from '../../api/routes/letters/notice/schema'
import type { HistoryEntry, InboxResponse, TapalResponse } from '../../api/routes/letters/tapal/schema'
import type { TapalState } from '../../domain/letters/tapal/states'

export type Tapal = TapalResponse
export type TapalEvent = HistoryEntry
export type TapalPage = InboxResponse
export type DocumentRef = Tapal['documents'][number]

/** How many tapals are in which state. */
export type Counts = Partial<Record<TapalState, number>>
export type Dispatch = Omit<DispatchResponse, 'counts'> & { counts: Counts }
export interface DispatchPage {
  items: Dispatch[]
  next: string | null
}
export type Trace = Omit<TraceResponse, 'dispatch'> & { dispatch: Dispatch }
export type LedgerAct = LedgerActResponse
export type LedgerEntry = RecipientEntry
export type LedgerPage = LedgerPageResponse
export type Standings = TallyResponse['standings']
export type Tally = Omit<TallyResponse, 'counts'> & { counts: Counts }
export type DispatchRequest = NewDispatch
export type RecipientRequest = NewDispatch['recipients'][number]
export type DispatchAccepted = AcceptanceResponse

/** A letter that need not be finished yet. */
export type DryRunRequest = DispatchDryRun
export type DryRun = DryRunResponse
export type RouteRow = PlannedRouteResponse

export type Notice = NoticeResponse
export type StoredDocument = DocumentResponse

export type ServiceLevel = LevelResponse
export type SavedLevel = SavedLevelResponse
/** The request that sets it. */
export type LevelText = LevelTextBody
export type LevelQuestion = LevelQuestionBody
export type LevelAnswer = LevelAnswerResponse
