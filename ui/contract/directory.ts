// The directory as the Gateway API takes and returns it: offices, seats, employees, handovers, groups, imports.

import type {
  CalendarResponse,
  CalendarTextBody,
  DaysResponse,
} from '../../api/routes/directory/calendar/schema'
import type { ChargeResponse } from '../../api/routes/directory/charge/schema'
import type {
  ChannelsBody,
  EmployeeResponse,
  NewEmployeeBody,
  SignInCodeResponse,
} from '../../api/routes/directory/employee/schema'
import type { GroupResponse, MemberPage as Members, RuleBody } from '../../api/routes/directory/group/schema'
import type { HandoverResponse, OpenItemResponse } from '../../api/routes/directory/handover/schema'
import type { ImportResponse } from '../../api/routes/directory/import/schema'
import type {
  ListedOfficeResponse,
  NewOfficeBody,
  NewProfileBody,
  OfficeCardResponse,
} from '../../api/routes/directory/office/schema'
import type { SearchResponse } from '../../api/routes/directory/search/schema'
import type { HeldSeatResponse, HoldersResponse, SeatResponse } from '../../api/routes/directory/seat/schema'
import type { GroupReach } from '../../domain/directory/group/group'

/** Why something is as it is; `of` names what chose it: a group, a rule, an office, a seat, a system, an instant. */
export interface Reason {
  code: string
  of?: string | undefined
}

export interface Page<T> {
  items: T[]
  next: string | null
}

/** An office or a seat as the search finds it. */
export type SearchHit = SearchResponse['items'][number]

/** An office in a list or in the tree. */
export type OfficeRow = ListedOfficeResponse
export type OfficeCard = OfficeCardResponse
export type ProfileCard = NonNullable<OfficeCard['profile']>
export type Health = NonNullable<ProfileCard['ways'][number]['health']>
export type Way = Pick<ProfileCard['ways'][number], 'system' | 'endpoint'>
export type OfficeRequest = NewOfficeBody
/** What the office takes is passed on as it was read. */
export type ProfileRequest = Pick<
  NewProfileBody,
  'ways' | 'taking' | 'fallback' | 'nextWayAfterSeconds' | 'from'
> &
  Pick<ProfileCard, 'accepts'>

/** A seat in a list. */
export type Seat = SeatResponse
/** A seat with who has its duty. */
export type SeatDetail = HeldSeatResponse
export type SeatCard = OfficeCard['seats'][number]
export type HolderPeriod = HoldersResponse['items'][number]

export type Employee = EmployeeResponse
export type EmployeeRequest = NewEmployeeBody
export type ChannelChoice = ChannelsBody
export type Charge = ChargeResponse
export type SignInCode = SignInCodeResponse

/** What a seat still owes, or waits for. */
export type OpenItem = OpenItemResponse
export interface OpenItems {
  items: OpenItem[]
  counts: HandoverResponse['counts']
}
export type Handover = HandoverResponse

/** Recursive, which the inferred type of a response is not. */
export type GroupRule = RuleBody
export type GroupDefinition = Omit<GroupResponse['definitions'][number], 'rule'> & { rule: GroupRule }
export type Group = Omit<GroupResponse, 'definitions'> & { definitions: GroupDefinition[] }
export type OfficeWhere = Extract<GroupRule, { offices: unknown }>['offices']
export type GroupMember = Extract<GroupRule, { members: unknown }>['members'][number]
export type MemberPage = Members

/** The request that makes a group, or changes it from now on. */
export interface GroupRequest {
  id: string
  office: string
  name: string
  nameMl: string
  reach: GroupReach
  rule: GroupRule
}

export type ImportReport = Omit<ImportResponse, 'thing'>
export type BadRow = ImportReport['errors'][number]
export type Difference = ImportReport['differences'][number]

export type Calendar = CalendarResponse
/** The request that changes it. */
export type CalendarText = CalendarTextBody
export type CalendarDay = DaysResponse['items'][number]
export type Holiday = Calendar['years'][number]['holidays'][number]
export type Closure = Calendar['closures'][number]
