// Employees as the API returns them.

import type { EmployeeRecord } from '../../../../database/directory/employee/repository'
import { choiceOf } from '../../../../domain/directory/employee/reached'
import type { ApiDeps } from '../../../deps'
import { etag } from '../../../http/etag'
import type { RouteResponse } from '../../../http/route'
import type { EmployeeResponse } from './schema'

interface Presented {
  status?: number
  location?: boolean
  /** Whether the caller may change it. */
  change?: boolean
  /** Whether the caller is the employee, who alone sees and makes the choice of channels. */
  own?: boolean
}

/**
 * The response with the employee, and its place where the request has made it or moved it. Whoever has changed it may
 * change it, so that only a read says otherwise.
 */
export async function presentEmployee(
  { accounts }: Pick<ApiDeps['repositories'], 'accounts'>,
  employee: EmployeeRecord,
  { status = 200, location = false, change = true, own = false }: Presented = {},
): Promise<RouteResponse> {
  const { pen, temporary, name, nameMl, phone, email, suspendedFrom, version } = employee
  const facts = { pen, temporary, name, nameMl, phone, email }
  const hasLogin = (await accounts.rolesOf(pen)) !== null
  const body: EmployeeResponse = {
    ...facts,
    channels: own ? presentChannels(employee) : null,
    suspendedFrom: suspendedFrom?.toISOString() ?? null,
    hasLogin,
    version,
    may: { change, choose: own },
  }
  const place: Record<string, string> = location
    ? { location: `/v1/employees/${encodeURIComponent(pen)}` }
    : {}
  return { status, body, headers: { ...etag(version), ...place } }
}

function presentChannels(employee: EmployeeRecord): NonNullable<EmployeeResponse['channels']> {
  const { sms, whatsapp } = choiceOf(employee)
  return { sms, whatsappSince: whatsapp ? (employee.whatsappSince?.toISOString() ?? null) : null }
}
