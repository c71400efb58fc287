// By which ways a test letter leaves KCS: to its own agent, where that agent is told that it is a test; by no other.

import type { Connector, DeliveryReport, Parcel } from '../../../connectors/connector'
import { saysItIsATest, TEST_OFFICE, testOutcome } from '../../../domain/letters/sandbox/test-office'
import { MAX_TEST_TAPALS } from '../../../domain/letters/sandbox/test-letter'
import { type Mechanism, MECHANISMS } from '../../../domain/letters/systems'
import type { ServiceDeps } from '../../deps'

type Connectors = ServiceDeps['connectors']

/**
 * The connectors of the sandbox. Whatever a row says, no endpoint is called but one of the agent that sent the letter, and
 * that by a way whose letters say that they are tests: in the place of every other the test office answers.
 */
export function testConnectors(connectors: Connectors): Connectors {
  const guarded = { ...connectors }
  for (const mechanism of MECHANISMS)
    guarded[mechanism] = saysItIsATest(mechanism)
      ? ownOnly(connectors[mechanism])
      : testOffice(mechanism, connectors)
  return guarded
}

function testOffice(mechanism: Mechanism, connectors: Connectors): Connector {
  return {
    mechanism,
    idempotent: true,
    batchSize: MAX_TEST_TAPALS,
    capabilities: (endpoint) => connectors[TEST_OFFICE].capabilities(endpoint),
    deliver: (_endpoint, parcels) => Promise.resolve(parcels.map(answerTo)),
    withdraw: () => Promise.resolve({ kind: 'withdrawn' }),
  }
}

function ownOnly(connector: Connector): Connector {
  return {
    ...connector,
    async deliver(endpoint, parcels) {
      const isOwn = ({ test }: Parcel): boolean => test !== undefined && test.agent === endpoint.agent
      const own = parcels.filter(isOwn)
      const reports = own.length === 0 ? [] : await connector.deliver(endpoint, own)
      return [...reports, ...parcels.filter((parcel) => !isOwn(parcel)).map(answerTo)]
    },
  }
}

/** By the day of its acceptance, so that every try gets the same answer. */
function answerTo({ tapalId, test, letter }: Parcel): DeliveryReport {
  return { tapalId, outcome: testOutcome(test?.behaviour ?? 'acknowledge', tapalId, letter.acceptedAt) }
}
