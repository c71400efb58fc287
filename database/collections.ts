// All collections of the record. Migrations, and tests that hold for every collection, derive from this table.

import { accountCollection } from './access/account/schema'
import { agentCollection } from './access/agent/schema'
import { auditCollection } from './access/audit/schema'
import { auditRootCollection } from './access/audit-root/schema'
import { sessionCollection } from './access/session/schema'
import { signInCodeCollection } from './access/sign-in-code/schema'
import { subscriptionCollection } from './access/subscription/schema'
import type { AnyDeclaration } from './common/collection'
import { turnCollection } from './common/turn'
import { calendarCollection } from './directory/calendar/schema'
import { chargeCollection } from './directory/charge/schema'
import { employeeCollection } from './directory/employee/schema'
import { groupCollection } from './directory/group/schema'
import { handoverCollection } from './directory/handover/schema'
import { stagingCollection } from './directory/import/schema'
import { officeCollection } from './directory/office/schema'
import { sanctionedPostCollection } from './directory/sanctioned-post/schema'
import { searchCollection } from './directory/search/schema'
import { seatCollection } from './directory/seat/schema'
import { agentChangeCollection, changeCounterCollection } from './letters/agent-feed/schema'
import { collectCollection } from './letters/collect/schema'
import { despatchListCollection } from './letters/despatch-list/schema'
import { dispatchCollection, testDispatchCollection } from './letters/dispatch/schema'
import { documentCollection } from './letters/document/schema'
import { blobCollection, uploadCollection } from './letters/document/store-rows'
import { endpointCollection } from './letters/endpoint/schema'
import { feedCollection } from './letters/feed/schema'
import { ledgerActCollection } from './letters/ledger/act-schema'
import { tallyCollection } from './letters/ledger/schema'
import { noticeCollection } from './letters/notice/schema'
import { registerCollection, testRegisterCollection } from './letters/register/schema'
import { routingRuleCollection } from './letters/routing-rule/schema'
import { serviceLevelCollection } from './letters/service-level/schema'
import { tapalCollection, testTapalCollection } from './letters/tapal/schema'
import { leaseCollection } from './operations/lease/schema'
import { glassCollection } from './operations/glass/schema'
import { jobCollection } from './operations/job/schema'
import { markCollection } from './operations/mark/schema'
import { migrationCollection } from './operations/migration/schema'

export const COLLECTIONS: readonly AnyDeclaration[] = [
  accountCollection,
  agentCollection,
  agentChangeCollection,
  auditCollection,
  auditRootCollection,
  blobCollection,
  calendarCollection,
  changeCounterCollection,
  chargeCollection,
  collectCollection,
  despatchListCollection,
  dispatchCollection,
  documentCollection,
  employeeCollection,
  endpointCollection,
  feedCollection,
  glassCollection,
  groupCollection,
  handoverCollection,
  leaseCollection,
  ledgerActCollection,
  jobCollection,
  markCollection,
  migrationCollection,
  noticeCollection,
  officeCollection,
  registerCollection,
  routingRuleCollection,
  sanctionedPostCollection,
  searchCollection,
  seatCollection,
  serviceLevelCollection,
  sessionCollection,
  signInCodeCollection,
  stagingCollection,
  subscriptionCollection,
  tallyCollection,
  tapalCollection,
  testDispatchCollection,
  testRegisterCollection,
  testTapalCollection,
  turnCollection,
  uploadCollection,
]
