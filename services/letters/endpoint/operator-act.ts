// Who may act on endpoints and on the letters that lie at the desk, and how the audit log names the act.

import type { EndpointAct } from '../../../database/letters/endpoint/editing'
import { noteBy } from '../../access/audit/note'
import { type Caller, requireRole, requireRoleErrors } from '../../access/right/identity'

export const requireOperatorErrors = requireRoleErrors

/** Throws KcsError `forbidden` unless the caller is an operator or the State's administrator. */
export function requireOperator(caller: Caller): void {
  requireRole(caller, ['operator', 'admin'])
}

/** The act of the caller, for the row and the audit log. */
export function operatorAct(caller: Caller, what: string, reason: string, now: Date): EndpointAct {
  return { reason, by: loginOf(caller), note: noteBy(caller, what, now) }
}

/** The login of the operator; empty for an agent, which can be none. */
export function loginOf(caller: Caller): string {
  return caller.kind === 'account' ? caller.account.login : ''
}
