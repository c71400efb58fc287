// The breaker of an endpoint: failures in a row pause it, a success closes the row of failures.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { isEndpointFault, type Outcome } from '../../../domain/letters/delivery/outcome'
import type { DeliveryDeps } from './deps'

export type EndpointHealth = 'open' | 'paused' | 'gone'

/** Notes what the outcomes of a batch say of their endpoint, and returns how it stands after them. */
export async function noteHealth(
  { repositories: { endpoints } }: Pick<DeliveryDeps, 'repositories'>,
  record: EndpointRecord,
  outcomes: readonly Outcome[],
  at: Date,
): Promise<EndpointHealth> {
  const gone = outcomes.find((outcome) => outcome.kind === 'gone')
  if (gone) {
    await endpoints.gone(record.id, at, gone.code)
    return 'gone'
  }
  let paused = false
  for (const outcome of outcomes) {
    if (outcome.kind !== 'retry-later' && outcome.kind !== 'auth') continue
    // Wrong credentials do not mend themselves: the endpoint is paused at once, and the operator told.
    if (await endpoints.failed(record.id, outcome.code, at, outcome.kind === 'auth')) paused = true
  }
  if (paused) return 'paused'
  // One letter that always fails beside others that go through is no row of failures.
  const failed = record.failuresInRow > 0 || outcomes.some(isEndpointFault)
  if (failed && outcomes.some((outcome) => !isEndpointFault(outcome))) await endpoints.succeeded(record.id)
  return 'open'
}
