// An agent has the changes of its offices brought to an address of its own.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ChangeKind } from '../../../domain/letters/agent-feed/kinds'
import { pageOf, pageOfErrors } from '../../letters/agent-feed/read'
import type { ServiceDeps } from '../../deps'
import { noteOfAgent, requireMeantCaller, requireMeantCallerErrors } from '../right/agent'
import type { Caller } from '../right/identity'

type Deps = Pick<ServiceDeps, 'repositories' | 'secrets'> & {
  /** Why an address may not be called, or null if it may. */
  addressFault(address: string): string | null
}

export interface NewWebhook {
  url: string
  /** All kinds where there is none. */
  kinds: readonly ChangeKind[]
  /** The number after which it begins; after the newest where nothing is said. */
  after?: number | undefined
  idempotencyKey: string
}

export const makeSubscriptionErrors = [
  'endpoint-address-forbidden',
  'webhooks-too-many',
  'idempotency-key-reused',
  ...pageOfErrors,
  ...requireMeantCallerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * The id is made from agent and Idempotency-Key, so a repeat meets what the first call made; the secret is shown by the first
 * alone. Throws KcsError `not-an-agent`, `test-key`, `endpoint-address-forbidden`, `webhooks-too-many`, `idempotency-key-reused`,
 * `changes-not-kept`, `change-number-ahead`.
 */
export async function makeSubscription(
  deps: Deps,
  caller: Caller,
  { url, kinds, after, idempotencyKey }: NewWebhook,
  now: Date,
): Promise<{ id: string; secret: string | null }> {
  const { agent } = requireMeantCaller(caller)
  const { repositories, secrets } = deps
  requireAddress(deps, url)
  const id = `webhook-${secrets.digest(`${agent.id}\n${idempotencyKey}`).slice(0, 16)}`
  const wanted = [...new Set(kinds)].sort()
  const made = await repositories.subscriptions.byId(agent.id, id)
  const cursor = made ? 0 : await beginning(deps, agent.id, after)
  const secret = secrets.newWebhookSecret()
  const row = { id, agent: agent.id, url, kinds: wanted, sealedSecret: secrets.seal(secret), cursor }
  const outcome = made
    ? 'there'
    : await repositories.subscriptions.add(
        { ...row, createdAt: now },
        noteOfAgent(agent.id, 'webhook-made', now),
      )
  if (outcome === 'full') throw new KcsError('webhooks-too-many')
  if (outcome === 'added') return { id, secret }
  const there = made ?? (await repositories.subscriptions.byId(agent.id, id))
  const isSame = there === null || (there.url === url && there.kinds.join() === wanted.join())
  if (!isSame) throw new KcsError('idempotency-key-reused')
  return { id, secret: null }
}

function requireAddress({ addressFault }: Deps, url: string): void {
  const fault = addressFault(url)
  if (fault === null) return
  throw new KcsError('endpoint-address-forbidden', {
    errors: [{ pointer: '/url', detail: fault, code: 'endpoint-address-forbidden' }],
  })
}

/** The number after which it begins: one from which the feed can be read. */
async function beginning(deps: Deps, agent: string, after: number | undefined): Promise<number> {
  if (after === undefined) return (await deps.repositories.agentFeed.lastOf([agent])).get(agent) ?? 0
  await pageOf(deps, agent, { after, limit: 1 })
  return after
}
