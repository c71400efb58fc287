// Systems and letters of the desk, for its tests.

import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import type { AgentSystem } from '../../../../domain/letters/systems'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { sealedSettings } from '../../../../services/letters/endpoint/settings'
import type { TestApi } from '../../../support/api'

/** An endpoint of an agent, open. */
export async function endpoint(api: TestApi, id: string, mechanism: AgentSystem = 'push'): Promise<void> {
  await api.repositories.endpoints.save({
    id,
    mechanism,
    agent: 'agent-1',
    address: 'https://agent.example',
    sealedSettings: sealedSettings(api.deps.secrets, {
      secret: `whsec_${Buffer.from(id.repeat(8)).toString('base64')}`,
    }),
    backOff: DEFAULT_BACK_OFF,
    concurrency: 4,
  })
}

/** A letter that has failed at the endpoint by an answer of that code. */
export async function failedLetter(api: TestApi, at: string, code = 'http-404', more: Partial<Tapal> = {}) {
  const row = await waitingLetter(api, at, more)
  const change = {
    event: {
      kind: 'state',
      to: 'failed',
      cause: 'never',
      actor: { kind: 'kcs' },
      at: api.now(),
      attempt: 1,
      code,
      answer: 'HTTP 404 no such letter',
    },
    set: {
      nextAttemptAt: null,
      parked: false,
      owes: true,
      dueAt: new Date(api.now().getTime() + 86_400_000),
    },
  } as const
  return (await api.repositories.tapals.apply(row.id, change))!
}

/** A letter that waits at the endpoint and was not tried yet. */
export async function waitingLetter(api: TestApi, at: string, more: Partial<Tapal> = {}): Promise<Tapal> {
  const dispatch = await api.dispatch({ subject: 'A very private matter' })
  return api.tapal(dispatch, {
    endpoint: at,
    mechanism: 'push',
    state: 'routed',
    nextAttemptAt: api.now(),
    deliveredAt: null,
    ...more,
  })
}
