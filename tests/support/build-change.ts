// Changes of the feed of agents, and webhooks, for tests.

import type { NewSubscription } from '../../database/access/subscription/repository'
import type { Change } from '../../domain/letters/agent-feed/change'

const AT = new Date('2026-11-22T06:00:00Z')

/** A letter from office A that was delivered to office B. */
export function buildChange(key: string, overrides: Partial<Change> = {}): Change {
  return {
    ...{ key, kind: 'delivered', at: AT, dispatch: 'D1', tapal: 'T1', endpoint: '', agent: '' },
    ...{ sender: 'A', office: 'B', seat: 'B/TAPAL', sequence: 2, diary: null, code: '', level: 0 },
    ...overrides,
  }
}

/** The webhook of an agent; what is sealed lies open. */
export function buildSubscription(overrides: Partial<NewSubscription> = {}): NewSubscription {
  return {
    ...{ id: 'webhook-1', agent: 'agent-1', url: 'https://agent.example/kcs', kinds: [] },
    ...{ sealedSecret: 'whsec_a2NzLWFnZW50LXByb3RvY29sLXRlc3QtdmVjdG9yISE=', cursor: 0, createdAt: AT },
    ...overrides,
  }
}
