// All repositories over one connection.

import type { Connection } from 'mongoose'
import { toldAsKcs } from './common/told-as-kcs'
import { inTransaction, type Session } from './common/transaction'
import { accountRepository } from './access/account/repository'
import { agentRepository } from './access/agent/repository'
import { auditRepository } from './access/audit/repository'
import { auditRootRepository } from './access/audit-root/repository'
import { calendarRepository } from './directory/calendar/repository'
import { chargeRepository } from './directory/charge/repository'
import { searchRepository } from './directory/search/repository'
import { agentFeedRepository } from './letters/agent-feed/repository'
import { collectRepository } from './letters/collect/repository'
import { dispatchRepository } from './letters/dispatch/repository'
import { testDispatchRepository } from './letters/dispatch/test-repository'
import { documentRepository } from './letters/document/repository'
import { employeeRepository } from './directory/employee/repository'
import { endpointRepository } from './letters/endpoint/repository'
import { feedRepository } from './letters/feed/repository'
import { groupRepository } from './directory/group/repository'
import { handoverRepository } from './directory/handover/repository'
import { importRepository } from './directory/import/repository'
import { leaseRepository } from './operations/lease/repository'
import { glassRepository } from './operations/glass/repository'
import { jobRepository } from './operations/job/repository'
import { markRepository } from './operations/mark/repository'
import { ledgerActRepository } from './letters/ledger/act-repository'
import { tallyRepository } from './letters/ledger/repository'
import { noticeRepository } from './letters/notice/repository'
import { officeRepository } from './directory/office/repository'
import { despatchListRepository } from './letters/despatch-list/repository'
import { registerRepository } from './letters/register/repository'
import { testRegisterRepository } from './letters/register/test-repository'
import { routingRuleRepository } from './letters/routing-rule/repository'
import { sanctionedPostRepository } from './directory/sanctioned-post/repository'
import { seatRepository } from './directory/seat/repository'
import { serviceLevelRepository } from './letters/service-level/repository'
import { sessionRepository } from './access/session/repository'
import { signInCodeRepository } from './access/sign-in-code/repository'
import { subscriptionRepository } from './access/subscription/repository'
import { tapalRepository } from './letters/tapal/repository'
import { testTapalRepository } from './letters/tapal/test-repository'

/**
 * All repositories over one connection, and the transaction that spans them. Whatever is called throws KcsError
 * `service-unavailable` where the database cannot be reached.
 */
export function createRepositories(connection: Connection) {
  return toldAsKcs({
    /**
     * Runs the work in one transaction: what the methods write that are given its session goes in together or not at all.
     * The work is repeated as a whole where another transaction was in its way, so it must have no effect of its own.
     */
    transaction: <Result>(work: (session: Session) => Promise<Result>): Promise<Result> =>
      inTransaction(connection, work),
    accounts: accountRepository(connection),
    agents: agentRepository(connection),
    agentFeed: agentFeedRepository(connection),
    audit: auditRepository(connection),
    auditRoots: auditRootRepository(connection),
    calendars: calendarRepository(connection),
    charges: chargeRepository(connection),
    collects: collectRepository(connection),
    dispatches: dispatchRepository(connection),
    documents: documentRepository(connection),
    employees: employeeRepository(connection),
    endpoints: endpointRepository(connection),
    feed: feedRepository(connection),
    glasses: glassRepository(connection),
    groups: groupRepository(connection),
    handovers: handoverRepository(connection),
    imports: importRepository(connection),
    leases: leaseRepository(connection),
    ledgerActs: ledgerActRepository(connection),
    jobs: jobRepository(connection),
    marks: markRepository(connection),
    notices: noticeRepository(connection),
    offices: officeRepository(connection),
    despatchLists: despatchListRepository(connection),
    registers: registerRepository(connection),
    routingRules: routingRuleRepository(connection),
    /** Another record, of test letters; services are given it in the place of this one. */
    sandbox: {
      dispatches: testDispatchRepository(connection),
      registers: testRegisterRepository(connection),
      tapals: testTapalRepository(connection),
    },
    sanctionedPosts: sanctionedPostRepository(connection),
    search: searchRepository(connection),
    seats: seatRepository(connection),
    serviceLevels: serviceLevelRepository(connection),
    sessions: sessionRepository(connection),
    signInCodes: signInCodeRepository(connection),
    subscriptions: subscriptionRepository(connection),
    tallies: tallyRepository(connection),
    tapals: tapalRepository(connection),
  })
}

export type Repositories = ReturnType<typeof createRepositories>
