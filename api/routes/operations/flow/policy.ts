// Which flow a call means, what its subject is, and whether the caller may.

import { KcsError } from '../../../../domain/common/error'
import type { Role } from '../../../../domain/access/account/roles'
import type { Manifest } from '../../../../workflows/manifest'
import { MANIFESTS } from '../../../../workflows/manifests'
import type { ApiDeps } from '../../../deps'
import { hasRole, type KnownIdentity } from '../../../../services/access/right/identity'

/** Throws KcsError `flow-unknown`. */
export function requireFlow(name: string): Manifest {
  const manifest = MANIFESTS.find((one) => one.name === name)
  if (!manifest) throw new KcsError('flow-unknown')
  return manifest
}

/** Throws KcsError `forbidden`. */
export function requireRole(identity: KnownIdentity, roles: readonly Role[]): void {
  if (!hasRole(identity, roles)) throw new KcsError('forbidden')
}

/** Whether there is such a thing to run a flow for: one entry per flow. */
const subjects: Readonly<Record<string, (deps: ApiDeps, id: string) => Promise<boolean>>> = {
  dispatch: async ({ repositories }, id) => (await repositories.dispatches.byId(id)) !== null,
  endpoint: async ({ repositories }, id) => (await repositories.endpoints.byId(id)) !== null,
}

/** Throws KcsError `not-found`: a run for nothing would wait for ever. */
export async function requireSubject(deps: ApiDeps, flow: Manifest, id: string): Promise<void> {
  if (!(await subjects[flow.name]?.(deps, id))) throw new KcsError('not-found')
}
