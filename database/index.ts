// All repositories over one connection.

import type { Connection } from 'mongoose'
import { accountRepository } from './accounts/repository'
import { agentRepository } from './agents/repository'
import { auditRepository } from './audit/repository'
import { calendarRepository } from './calendars/repository'
import { chargeRepository } from './charges/repository'
import { directoryRepository } from './directory/repository'
import { dispatchRepository } from './dispatches/repository'
import { documentRepository } from './documents/repository'
import { employeeRepository } from './employees/repository'
import { endpointRepository } from './endpoints/repository'
import { eventRepository } from './events/repository'
import { groupRepository } from './groups/repository'
import { handoverRepository } from './handovers/repository'
import { importRepository } from './imports/repository'
import { noticeRepository } from './notices/repository'
import { officeRepository } from './offices/repository'
import { postingRepository } from './postings/repository'
import { registerRepository } from './registers/repository'
import { routingRuleRepository } from './routing-rules/repository'
import { sanctionedPostRepository } from './sanctioned-posts/repository'
import { seatRepository } from './seats/repository'
import { sessionRepository } from './sessions/repository'
import { signInCodeRepository } from './sign-in-codes/repository'
import { tapalRepository } from './tapals/repository'

export function createRepositories(connection: Connection) {
  return {
    accounts: accountRepository(connection),
    agents: agentRepository(connection),
    audit: auditRepository(connection),
    calendars: calendarRepository(connection),
    charges: chargeRepository(connection),
    directory: directoryRepository(connection),
    dispatches: dispatchRepository(connection),
    documents: documentRepository(connection),
    employees: employeeRepository(connection),
    endpoints: endpointRepository(connection),
    events: eventRepository(connection),
    groups: groupRepository(connection),
    handovers: handoverRepository(connection),
    imports: importRepository(connection),
    notices: noticeRepository(connection),
    offices: officeRepository(connection),
    postings: postingRepository(connection),
    registers: registerRepository(connection),
    routingRules: routingRuleRepository(connection),
    sanctionedPosts: sanctionedPostRepository(connection),
    seats: seatRepository(connection),
    sessions: sessionRepository(connection),
    signInCodes: signInCodeRepository(connection),
    tapals: tapalRepository(connection),
  }
}

export type Repositories = ReturnType<typeof createRepositories>
