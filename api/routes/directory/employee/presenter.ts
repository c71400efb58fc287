// Employees as the API returns them.

import type { EmployeeRecord } from '../../../../database/directory/employee/repository'
import type { ApiDeps } from '../../../deps'
import { etag } from '../../../http/etag'
import type { RouteResponse } from '../../../http/route'
import type { EmployeeResponse } from './schema'

interface Presented {
  status?: number
  location?: boolean
  /** Whether the caller may change it. */
  change?: boolean
}

/**
 * The response with the employee, and its place where the request has made it or moved it. Whoever has changed it may
 * change it, so that only a read says otherwise.
 */
export async function presentEmployee(
  { accounts }: Pick<ApiDeps['repositories'], 'accounts'>,
  employee: EmployeeRecord,
  { status = 200, location = false, change = true }: Presented = {},
): Promise<RouteResponse> {
  const { pen, temporary, name, nameMl, phone, email, suspendedFrom, version } = employee
  const facts = { pen, temporary, name, nameMl, phone, email }
  const hasLogin = (await accounts.rolesOf(pen)) !== null
  const body: EmployeeResponse = {
    ...facts,
    suspendedFrom: suspendedFrom?.toISOString() ?? null,
    hasLogin,
    version,
    may: { change },
  }
  const place: Record<string, string> = location
    ? { location: `/v1/employees/${encodeURIComponent(pen)}` }
    : {}
  return { status, body, headers: { ...etag(version), ...place } }
}
