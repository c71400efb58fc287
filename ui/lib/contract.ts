// What the Gateway API takes and answers, under the portal's names; the types are the API's own.

import type {
  AcceptedAnswer,
  DispatchAnswer,
  NewDispatch,
  TraceAnswer,
} from '../../api/routes/letters/dispatch/schema'
import type { DocumentAnswer } from '../../api/routes/letters/document/schema'
import type { NoticeAnswer } from '../../api/routes/letters/notice/schema'
import type { OfficeAnswer } from '../../api/routes/directory/office/schema'
import type { SeatAnswer } from '../../api/routes/directory/seat/schema'
import type { SessionAnswer } from '../../api/routes/access/session/schema'
import type { HistoryEntry, InboxAnswer, TapalAnswer } from '../../api/routes/letters/tapal/schema'

export type Session = SessionAnswer
export type HeldSeat = SessionAnswer['seats'][number]
export type Language = SessionAnswer['account']['language']

export type Tapal = TapalAnswer
export type TapalEvent = HistoryEntry
export type TapalState = Tapal['state']
export type TapalAct = Tapal['acts'][number]
export type TapalPage = InboxAnswer
export type InboxView = keyof TapalPage['counts']
export type RefusalCode = NonNullable<Tapal['refusal']>['code']
export type DocumentRef = Tapal['documents'][number]

/** How many tapals are in which state. */
export type Counts = Partial<Record<TapalState, number>>
export type Dispatch = Omit<DispatchAnswer, 'counts'> & { counts: Counts }
export type DispatchState = Dispatch['state']
export interface DispatchPage {
  items: Dispatch[]
  next: string | null
}
export type Trace = Omit<TraceAnswer, 'dispatch'> & { dispatch: Dispatch }
export type DispatchRequest = NewDispatch
export type RecipientRequest = NewDispatch['recipients'][number]
export type DispatchAccepted = AcceptedAnswer
export type Purpose = NewDispatch['recipients'][number]['purpose']
export type LetterKind = NewDispatch['kind']
export type Urgency = Dispatch['urgency']

export type Office = OfficeAnswer
export type Mechanism = Tapal['mechanism']
export type Seat = SeatAnswer
export type Notice = NoticeAnswer
export type StoredDocument = DocumentAnswer
