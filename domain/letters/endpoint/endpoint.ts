// An endpoint is the address of an agent: of one office or of a thousand.

export const ENDPOINT_STATES = ['open', 'paused', 'gone'] as const
export type EndpointState = (typeof ENDPOINT_STATES)[number]

/** Failures in a row after which an endpoint is paused and its tapals are parked. */
export const FAILURES_TO_PAUSE = 5

/** Who paused it: KCS probes and resumes by itself, an operator's pause waits for the operator. */
export type PausedBy = 'kcs' | 'operator'

/** Wait before probe number `attempt` (from 1): from the endpoint's first wait, doubled up to its longest. */
export function probeWaitMs(attempt: number, initialMs: number, maxMs: number): number {
  return Math.min(maxMs, initialMs * 2 ** Math.max(0, attempt - 1))
}

/** The workflow id of an endpoint. */
export function endpointWorkflowId(endpointId: string): string {
  return `endpoint:${endpointId}`
}
