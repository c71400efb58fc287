// By which channels an employee wants to be told on the telephone.

import type { EmployeeRecord } from '../../../database/directory/employee/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { mobileNumber } from '../../../domain/common/text/phone'
import { changedBy } from '../../../domain/directory/office/dated'
import { type Choice, chosen } from '../../../domain/directory/employee/reached'
import { noteBy } from '../../access/audit/note'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireEmployee, requireEmployeeErrors } from './require-employee'

export const chooseChannelsErrors = [
  'choice-not-own',
  'mobile-missing',
  'version-stale',
  ...requireEmployeeErrors,
] as const satisfies readonly ErrorCode[]

/** Whether the caller is the employee. */
export function isOwn(caller: Caller, { pen, formerly }: Pick<EmployeeRecord, 'pen' | 'formerly'>): boolean {
  return caller.kind === 'account' && [pen, ...formerly].includes(caller.account.employee)
}

/**
 * By the employee alone: to agree to WhatsApp is a consent, which is kept with its instant and the number it is for, and
 * ends when it is taken back (Digital Personal Data Protection Act 2023, section 6). The same again changes nothing.
 * Throws KcsError `not-found`, `choice-not-own`, `mobile-missing` where WhatsApp has no number, `version-stale`.
 */
export async function chooseChannels(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: { pen: string; version: number; choice: Choice },
  now: Date,
): Promise<EmployeeRecord> {
  const employee = await requireEmployee(repositories, input.pen)
  if (!isOwn(caller, employee)) throw new KcsError('choice-not-own')
  const facts = chosen(employee, input.choice, now)
  if (changedBy(employee, facts) === employee) return employee
  if (input.choice.whatsapp && mobileNumber(employee.phone) === '') throw new KcsError('mobile-missing')
  return repositories.employees.change(employee.pen, input.version, facts, noteBy(caller, 'chosen', now))
}
