// What the Gateway API answers about the directory: offices, seats, handovers.

import type { ChargeAnswer } from '../../api/routes/directory/charge/schema'
import type { FoundAnswer } from '../../api/routes/directory/search/schema'
import type {
  EmployeeAnswer,
  NewEmployeeBody,
  SignInCodeAnswer,
} from '../../api/routes/directory/employee/schema'
import type { HandoverAnswer, OpenItemAnswer } from '../../api/routes/directory/handover/schema'
import type {
  ListedOfficeAnswer,
  NewOfficeBody,
  NewProfileBody,
  OfficeCardAnswer,
} from '../../api/routes/directory/office/schema'
import type { HeldSeatAnswer, HoldersAnswer } from '../../api/routes/directory/seat/schema'

/** Why something is as it is; `of` names what chose it: a group, a rule, an office, a seat, a system, an instant. */
export interface Reason {
  code: string
  of?: string | undefined
}

export interface Named {
  code: string
  name: string
  nameMl: string
}

export interface Page<T> {
  items: T[]
  next: string | null
}

/** An office or a seat as the search finds it. */
export type Found = FoundAnswer['items'][number]

/** An office in a list or in the tree. */
export type OfficeRow = ListedOfficeAnswer
export type OfficeCard = OfficeCardAnswer
export type ProfileCard = NonNullable<OfficeCard['profile']>
export type Health = NonNullable<ProfileCard['ways'][number]['health']>
export type Way = Pick<ProfileCard['ways'][number], 'system' | 'endpoint'>
export type System = Way['system']
export type OfficeRequest = NewOfficeBody
/** What the office takes is passed on as it was read. */
export type ProfileRequest = Pick<NewProfileBody, 'ways' | 'taking' | 'fallback' | 'from'> &
  Pick<ProfileCard, 'accepts'>
export type SeatCard = OfficeCard['seats'][number]

/** A seat with who has its duty. */
export type SeatDetail = HeldSeatAnswer
export type HolderPeriod = HoldersAnswer['items'][number]

export type Employee = EmployeeAnswer
export type EmployeeRequest = NewEmployeeBody
export type ChargeKind = ChargeAnswer['kind']
export type SignInCode = SignInCodeAnswer

/** What a seat still owes, or waits for. */
export type OpenItem = OpenItemAnswer
export interface OpenItems {
  items: OpenItem[]
  counts: HandoverAnswer['counts']
}
export type Handover = HandoverAnswer
