// A webhook as the API returns it, without its secrets, and its deliveries.

import type { Subscription } from '../../../../database/access/subscription/repository'
import { type Delivery, isTaken } from '../../../../domain/access/subscription/subscription'
import type { DeliveryResponse, WebhookResponse } from './schema'

export function presentWebhook(subscription: Subscription): WebhookResponse {
  const { id, url, kinds, state, death, cursor, upTo, replay, failures } = subscription
  const text = (at: Date | null): string | null => at?.toISOString() ?? null
  return {
    ...{ id, url, kinds, state, death, sentUpTo: cursor, last: Math.max(cursor, upTo), replay, failures },
    diedAt: text(subscription.diedAt),
    failingSince: text(subscription.failingSince),
    nextAttemptAt: text(subscription.nextAttemptAt),
    formerSecretUntil: text(subscription.formerUntil),
    createdAt: subscription.createdAt.toISOString(),
  }
}

export function presentDelivery(delivery: Delivery): DeliveryResponse {
  const { number, kind, at, tries, status, fault, answer } = delivery
  return {
    ...{ number: number || null, kind, at: at.toISOString(), tries, taken: isTaken(delivery) },
    ...{ status: status || null, fault: fault || null, answer },
  }
}
