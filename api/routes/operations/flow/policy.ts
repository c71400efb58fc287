// Which case a call means, and whether the caller may start or signal its runs.

import type { Role } from '../../../../domain/access/account/roles'
import { KcsError } from '../../../../domain/common/error'
import { type Caller, hasRole } from '../../../../services/access/right/identity'
import type { ApiCase } from '../../../cases'
import type { ApiDeps } from '../../../deps'

/** The row of the table. Throws KcsError `flow-unknown`. */
export function requireCase({ cases }: Pick<ApiDeps, 'cases'>, name: string): ApiCase {
  const row = cases.find(({ manifest }) => manifest.name === name)
  if (!row) throw new KcsError('flow-unknown')
  return row
}

/** Throws KcsError `forbidden`. */
export function requireRole(caller: Caller, roles: readonly Role[]): void {
  if (!hasRole(caller, roles)) throw new KcsError('forbidden')
}
