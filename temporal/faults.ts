// What faults of Temporal's client mean to us.

import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client'
import { KcsError } from '../domain/common/error'

const NOT_FOUND = 5
/** gRPC's numbers for a server that cannot be reached or does not answer in time: cancelled, deadline, exhausted, unavailable. */
const PASSING = new Set([1, 4, 8, 14])

/** KcsError `service-unavailable` where Temporal could not be reached; every other fault as it is. */
export function asUnavailable(error: unknown): unknown {
  if (!PASSING.has(grpcCode(error) ?? -1)) return error
  return new KcsError('service-unavailable', {
    detail: 'Temporal is not reachable.',
    retryAfterSeconds: 10,
    cause: error,
  })
}

/** The result of the call, or `otherwise` where there is no such run. */
export async function unlessGone<T, F>(call: () => Promise<T>, otherwise: F): Promise<T | F> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || grpcCode(error) === NOT_FOUND) return otherwise
    throw error
  }
}

/** The number of a gRPC fault, also where the client has wrapped it. */
function grpcCode(error: unknown): number | null {
  if (isGrpcServiceError(error)) return error.code
  return error instanceof Error && isGrpcServiceError(error.cause) ? error.cause.code : null
}
