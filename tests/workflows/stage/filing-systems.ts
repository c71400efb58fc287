// The filing systems of a story: each stands behind an endpoint and does what the story says.

import type { Parcel, WithdrawAnswer } from '../../../connectors/connector'
import type { Repositories } from '../../../database'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { MECHANISMS, type Mechanism } from '../../../domain/letters/systems'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { type ScriptedConnector, scriptedConnector } from '../../support/scripted-connector'

export const DELIVERED: Outcome = { kind: 'delivered' }
/** Cannot be reached. */
export const DOWN: Outcome = { kind: 'retry-later', code: 'refused', inDoubt: false }
export const GONE: Outcome = { kind: 'gone', code: 'http-410' }
export const busyFor = (afterMs: number): Outcome => ({ kind: 'busy', code: 'http-503', afterMs })

export interface FilingSystem {
  /** What a hand-over comes to; everything is taken until a story says otherwise. */
  answer(parcel: Parcel): Outcome | Promise<Outcome>
  /** Whether it answers a probe. */
  isUp: ReturnType<Parameters<ScriptedConnector['up']>[0]>
  /** What it answers when a letter is taken back from it; it gives it back until a story says otherwise. */
  withdrawn(): WithdrawAnswer | void
  /** When it was probed. */
  probes: Date[]
}

const NEW = { answer: () => DELIVERED, isUp: true, withdrawn: () => undefined }

export interface FilingSystems {
  connectors: Record<Mechanism, ScriptedConnector>
  /** The system behind an endpoint. */
  at(endpoint: string): FilingSystem
}

export function filingSystems(now: () => Date): FilingSystems {
  const byEndpoint = new Map<string, FilingSystem>()
  const at = (endpoint: string): FilingSystem => {
    const system = byEndpoint.get(endpoint) ?? { ...NEW, probes: [] }
    byEndpoint.set(endpoint, system)
    return system
  }
  const connectors = Object.fromEntries(
    MECHANISMS.map((mechanism) => {
      const connector = scriptedConnector(mechanism)
      connector.answer((parcel, endpoint) => at(endpoint.id).answer(parcel))
      connector.up((endpoint) => {
        at(endpoint.id).probes.push(now())
        return at(endpoint.id).isUp
      })
      connector.onWithdraw((endpoint) => at(endpoint.id).withdrawn())
      return [mechanism, connector]
    }),
  ) as Record<Mechanism, ScriptedConnector>
  return { connectors, at }
}

/** An open endpoint with the waits of the real ones, unless it is there. */
export async function ensureEndpoint(
  { endpoints }: Repositories,
  id: string,
  mechanism: Mechanism,
): Promise<void> {
  if (await endpoints.byId(id)) return
  await endpoints.save({
    ...{ id, mechanism, agent: null, address: '', concurrency: 4 },
    backOff: DEFAULT_BACK_OFF,
  })
}
