// The two calls of a collection, each with an end, and their faults as they speak of the system.

import type { CollectAnswer, CollectPage, CollectResult } from '../../../connectors/collect'
import type { Connector } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { MAX_COLLECTED, MAX_CURSOR } from '../../../domain/letters/collect/limits'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { ownFault } from '../../../domain/letters/delivery/own-fault'
import { openedEndpoint } from '../endpoint/opened'
import type { CollectDeps } from './deps'
import { within } from './within'

interface System {
  record: EndpointRecord
  connector: Connector
}

const TOO_LATE: { fault: Outcome } = { fault: { kind: 'retry-later', code: 'timeout', inDoubt: false } }

/** A page of what the system has after the cursor, or the fault that came instead. Never throws. */
export async function askSystem(
  { secrets }: Pick<CollectDeps, 'secrets'>,
  { record, connector }: System,
  after: string | null,
): Promise<CollectPage | { fault: Outcome }> {
  const answer = await within<CollectAnswer, typeof TOO_LATE>(async () => {
    try {
      return await connector.collect!(openedEndpoint(secrets, record), after)
    } catch (error) {
      return { fault: ownFault(error) }
    }
  }, TOO_LATE)
  if ('fault' in answer) return { fault: ofSystem(answer.fault) }
  const code = pageFault(answer)
  return code === null ? answer : { fault: { kind: 'retry-later', code, inDoubt: false } }
}

/**
 * Tells the system what came of its items, where it can be told. Returns the fault that came instead, or null; a system that
 * does not take a result for good holds nothing up. Never throws.
 */
export async function tellSystem(
  { secrets }: Pick<CollectDeps, 'secrets'>,
  { record, connector }: System,
  results: readonly CollectResult[],
): Promise<Outcome | null> {
  if (!connector.settle || results.length === 0) return null
  const answer = await within(async () => {
    try {
      return await connector.settle!(openedEndpoint(secrets, record), results)
    } catch (error) {
      return { fault: ownFault(error) }
    }
  }, TOO_LATE)
  return 'fault' in answer && answer.fault.kind !== 'never' ? ofSystem(answer.fault) : null
}

/** A fault as it speaks of the system: at a question there is no letter that could be at fault. */
function ofSystem(fault: Outcome): Outcome {
  switch (fault.kind) {
    case 'retry-later':
    case 'busy':
    case 'auth':
    case 'gone':
      return fault
    default:
      return { kind: 'retry-later', code: 'code' in fault ? fault.code : fault.kind, inDoubt: false }
  }
}

/** What is wrong with a page as a whole, or null. */
function pageFault({ letters, reports, next }: CollectPage): string | null {
  if (letters.length > MAX_COLLECTED || reports.length > MAX_COLLECTED) return 'page-too-long'
  if (next !== null && next.length > MAX_CURSOR) return 'cursor-too-long'
  return null
}
