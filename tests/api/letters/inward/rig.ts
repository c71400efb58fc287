// Agents that come for their letters, and letters that lie ready for them.

import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import type { Mechanism } from '../../../../domain/letters/systems'
import { routedFields } from '../../../../domain/letters/tapal/change'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { newApiKey } from '../../../../secrets/api-key'
import type { TestApi } from '../../../support/api'
import { type Client, clientFor, type Reply } from '../../../support/api-client'

export const INWARDS = '/v1/agent/inwards'
export const ENDPOINT = 'pull-recv'

let keys = 0
/** A new key for what is said of a letter. */
export const key = (): { 'idempotency-key': string } => ({ 'idempotency-key': `said-${(keys += 1)}` })

/** An agent with an endpoint of its own, as a registration makes it. */
export async function agentAt(
  api: TestApi,
  id: string,
  { offices = ['RECV'], endpoint = ENDPOINT, mechanism = 'pull' as Mechanism } = {},
): Promise<Client> {
  const { apiKey, row } = newApiKey(api.now())
  await api.repositories.agents.add({
    ...{ id, name: id, offices, endpoint, keys: [row] },
    createdAt: api.now(),
  })
  await api.repositories.endpoints.save({
    ...{ id: endpoint, agent: id, mechanism, address: '' },
    ...{ backOff: DEFAULT_BACK_OFF, concurrency: 1 },
  })
  return clientFor(api.url, { authorization: `Bearer ${apiKey}` })
}

/** A tapal as the lane leaves it when the connector has laid it out. */
export async function laidOut(
  api: TestApi,
  overrides: Partial<Tapal> = {},
  dispatch?: Dispatch,
): Promise<Tapal> {
  const at = api.now()
  const kcs = { kind: 'kcs' } as const
  return api.tapal(dispatch ?? (await api.dispatch()), {
    ...{ mechanism: 'pull', endpoint: ENDPOINT, state: 'handed-over', taking: 'diary' },
    ...{ deliveredAt: null, inwardNumber: null, ...routedFields(at) },
    events: [
      { sequence: 1, kind: 'state', from: 'routed', to: 'routed', cause: 'resolved', actor: kcs, at },
      {
        ...{ sequence: 2, kind: 'state', from: 'routed', to: 'handed-over', cause: 'laid-out-for-agent' },
        ...{ actor: kcs, at, attempt: 1 },
      },
    ],
    ...overrides,
  })
}

/** So many letters of one dispatch each, in the order in which they came. */
export async function laidOutInOrder(
  api: TestApi,
  many: number,
  overrides: Partial<Tapal> = {},
): Promise<Tapal[]> {
  const first = api.now().getTime()
  return Promise.all(
    Array.from({ length: many }, (_, i) => laidOut(api, { createdAt: new Date(first + i), ...overrides })),
  )
}

/** The ids of the letters that were given out. */
export const idsOf = (reply: Reply): string[] => (reply.at('/items') as { id: string }[]).map(({ id }) => id)

/** The traces of two ways compare by what happened, and not by ids and instants. */
export const storyOf = ({ events }: Tapal): string[] =>
  events.map(({ kind, from, to, cause, actor }) => `${kind} ${from} → ${to} ${cause} ${actor.kind}`)
