// What an agent does with a webhook of its own: another secret, sending again, opening, removing.

import type { Subscription } from '../../../database/access/subscription/repository'
import { MOST_REPLAYED } from '../../../domain/access/subscription/subscription'
import { type ErrorCode, faultOfFields, KcsError } from '../../../domain/common/error'
import { pageOf, pageOfErrors } from '../../letters/agent-feed/read'
import type { ServiceDeps } from '../../deps'
import { noteOfAgent, requireMeantCaller, requireMeantCallerErrors } from '../right/agent'
import { type Caller, callerKeyOf } from '../right/identity'
import { requireSubscription, requireSubscriptionErrors } from './own'

type Deps = Pick<ServiceDeps, 'repositories'>

export const removeSubscriptionErrors = [...requireMeantCallerErrors] as const satisfies readonly ErrorCode[]

/** Removes it, with its deliveries; nothing more is sent there. Safe to repeat. Throws KcsError `not-an-agent`, `test-key`. */
export async function removeSubscription(
  { repositories: { subscriptions } }: Deps,
  caller: Caller,
  id: string,
  now: Date,
): Promise<void> {
  const { agent } = requireMeantCaller(caller)
  await subscriptions.remove(agent.id, id, noteOfAgent(agent.id, 'webhook-removed', now))
}

export const renewSubscriptionSecretErrors = [
  ...requireSubscriptionErrors,
] as const satisfies readonly ErrorCode[]

/**
 * A new secret; while both overlap, messages are signed with both. A repeat under the same Idempotency-Key returns the same
 * secret. Throws KcsError `not-an-agent`, `test-key`, `webhook-unknown`.
 */
export async function renewSubscriptionSecret(
  deps: Deps & Pick<ServiceDeps, 'secrets'>,
  caller: Caller,
  input: { webhook: string; overlapHours: number; idempotencyKey: string },
  now: Date,
): Promise<{ secret: string; formerUntil: Date | null }> {
  const { secrets } = deps
  const { subscriptions } = deps.repositories
  const { id, agent, sealedSecret } = await requireSubscription(deps.repositories, caller, input.webhook)
  const secretKey = secrets.digest(`${callerKeyOf(caller)}\n${input.idempotencyKey}`)
  const overlaps = input.overlapHours > 0
  const renewed = {
    sealedSecret: secrets.seal(secrets.newWebhookSecret()),
    sealedFormer: overlaps ? sealedSecret : '',
    formerUntil: overlaps ? new Date(now.getTime() + input.overlapHours * 3_600_000) : null,
    secretKey,
  }
  const note = noteOfAgent(agent, 'webhook-secret-set', now)
  const changed = await subscriptions.setSecret(agent, id, renewed, sealedSecret, note)
  const current = await requireSubscription(deps.repositories, caller, id)
  // Another one was set between our reading and our writing.
  if (!changed && current.secretKey !== secretKey) return renewSubscriptionSecret(deps, caller, input, now)
  return { secret: secrets.unseal(current.sealedSecret), formerUntil: current.formerUntil }
}

export const replayChangesErrors = [
  'validation-failed',
  'webhook-dead',
  'replay-under-way',
  ...requireSubscriptionErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Has what was sent before sent again, beside what is new; what is kept no more is left out. The same range again, while it
 * is under way, is the same request. Throws KcsError `not-an-agent`, `test-key`, `webhook-unknown`, `webhook-dead`, `replay-under-way`,
 * `validation-failed` for a range that was not sent yet, or is too long.
 */
export async function replayChanges(
  { repositories }: Deps,
  caller: Caller,
  { webhook, from, to: asked }: { webhook: string; from: number; to?: number | undefined },
  now: Date,
): Promise<Subscription> {
  const { id, agent, cursor } = await requireSubscription(repositories, caller, webhook)
  const to = asked ?? cursor
  requireRange({ from, to, cursor })
  const begun = await repositories.subscriptions.sendAgain(agent, id, { next: from, to }, now)
  const current = await requireSubscription(repositories, caller, webhook)
  if (begun) return current
  if (current.state === 'dead') throw new KcsError('webhook-dead')
  const { replay } = current
  const isSame = replay !== null && replay.to === to && replay.next >= from
  if (!isSame) throw new KcsError('replay-under-way')
  return current
}

function requireRange({ from, to, cursor }: { from: number; to: number; cursor: number }): void {
  const fault = (pointer: string, detail: string) => faultOfFields([{ pointer, detail }])
  if (to > cursor) throw fault('/to', `must be at most ${cursor}, the last change that was sent`)
  if (from > to) throw fault('/from', `must be at most ${to}`)
  if (to - from >= MOST_REPLAYED) throw fault('/from', `must leave at most ${MOST_REPLAYED} changes`)
}

export const openSubscriptionErrors = [
  ...requireSubscriptionErrors,
  ...pageOfErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Opens one that is dead: it goes on behind what was taken last, or after the number that is given. One that is open stays as
 * it is. Throws KcsError `not-an-agent`, `test-key`, `webhook-unknown`, `changes-not-kept`, `change-number-ahead`.
 */
export async function openSubscription(
  deps: Deps,
  caller: Caller,
  { webhook, after }: { webhook: string; after?: number | undefined },
  now: Date,
): Promise<Subscription> {
  const { subscriptions } = deps.repositories
  const { id, agent, state, cursor } = await requireSubscription(deps.repositories, caller, webhook)
  if (state === 'dead') {
    await pageOf(deps, agent, { after: after ?? cursor, limit: 1 })
    await subscriptions.open(agent, id, after ?? null, now)
  }
  return requireSubscription(deps.repositories, caller, id)
}
