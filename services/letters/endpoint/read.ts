// One endpoint.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'

export const requireEndpointErrors = ['endpoint-unknown'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `endpoint-unknown`. */
export async function requireEndpoint(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  id: string,
): Promise<EndpointRecord> {
  const endpoint = await repositories.endpoints.byId(id)
  if (!endpoint) throw new KcsError('endpoint-unknown')
  return endpoint
}
