// A system is asked at once for what its offices send, and not at its next turn.

import type { Connector } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Mechanism } from '../../../domain/letters/systems'
import type { ServiceDeps } from '../../deps'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'> & {
  connectors: Record<Mechanism, Pick<Connector, 'collect'>>
}

/** A system that goes on calling is not asked at each call. */
const APART_MS = 30_000

/** The system has called KCS and shown who it is, so it is up: it is asked soon, whatever went wrong before. */
export function collectAfterCall(
  { repositories, runs, connectors }: Deps,
  { id, mechanism }: Pick<EndpointRecord, 'id' | 'mechanism'>,
  now: Date,
): void {
  if (!connectors[mechanism].collect) return
  runs.soon(`collect ${id}`, async () => {
    const { writtenAt } = await repositories.collects.of(id)
    if (writtenAt === null || now.getTime() - writtenAt.getTime() >= APART_MS) await runs.start('collect', id)
  })
}
