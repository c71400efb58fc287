// A try beside the duty, whose answer the caller gets at once: a ping, or one change again.

import type { SendWebhook, WebhookMessage } from '../../../connectors/webhook'
import type { Subscription } from '../../../database/access/subscription/repository'
import { type Delivery, isTaken } from '../../../domain/access/subscription/subscription'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { type Caller, requireRole, requireRoleErrors } from '../right/identity'
import { changeMessage, type MessageDeps, pingMessage } from './message'
import { requireSubscription, requireSubscriptionErrors } from './own'
import { deliveryOf } from './send'

export interface TryDeps extends Pick<ServiceDeps, 'repositories' | 'newId' | 'now'>, MessageDeps {
  sendWebhook: SendWebhook
}

export const pingSubscriptionErrors = [...requireSubscriptionErrors] as const satisfies readonly ErrorCode[]

/** Calls the address once, also of one that is dead. Throws KcsError `not-an-agent`, `webhook-unknown`. */
export async function pingSubscription(deps: TryDeps, caller: Caller, webhook: string): Promise<Delivery> {
  const subscription = await requireSubscription(deps.repositories, caller, webhook)
  const at = deps.now()
  const message = pingMessage(deps, subscription, deps.newId(at), at)
  return tryOnce(deps, subscription, { message, number: 0, kind: 'ping' })
}

export const resendChangeErrors = [
  'change-unknown',
  ...requireSubscriptionErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Sends one change once more, under the same id. It changes nothing of what the duty sends. Throws KcsError `not-an-agent`,
 * `webhook-unknown`, `change-unknown`.
 */
export async function resendChange(
  deps: TryDeps,
  caller: Caller,
  { webhook, number }: { webhook: string; number: number },
): Promise<Delivery> {
  return sendOnce(deps, await requireSubscription(deps.repositories, caller, webhook), number)
}

export const resendForAgentErrors = [
  'change-unknown',
  'webhook-unknown',
  ...requireRoleErrors,
] as const satisfies readonly ErrorCode[]

/** The same by an operator, for the agent. Throws KcsError `forbidden`, `webhook-unknown`, `change-unknown`. */
export async function resendForAgent(
  deps: TryDeps,
  caller: Caller,
  { agent, webhook, number }: { agent: string; webhook: string; number: number },
): Promise<Delivery> {
  requireRole(caller, ['operator', 'admin'])
  const subscription = await deps.repositories.subscriptions.byId(agent, webhook)
  if (!subscription) throw new KcsError('webhook-unknown')
  return sendOnce(deps, subscription, number)
}

async function sendOnce(deps: TryDeps, subscription: Subscription, number: number): Promise<Delivery> {
  const [change] = await deps.repositories.agentFeed.above(subscription.agent, number - 1, 1)
  if (change?.number !== number) throw new KcsError('change-unknown')
  const message = changeMessage(deps, subscription, change, deps.now())
  return tryOnce(deps, subscription, { message, number, kind: change.kind })
}

async function tryOnce(
  { repositories, sendWebhook, now }: TryDeps,
  { id, agent, deliveries }: Subscription,
  { message, number, kind }: Pick<Delivery, 'number' | 'kind'> & { message: WebhookMessage },
): Promise<Delivery> {
  const tried = await sendWebhook(message)
  const tries = (deliveries.find((one) => one.number === number)?.tries ?? 0) + 1
  const delivery = deliveryOf({ number, kind }, tried, { at: message.at, tries })
  await repositories.subscriptions.noteTry(agent, id, delivery, isTaken(tried), now())
  return delivery
}
