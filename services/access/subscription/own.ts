// The subscriptions of the agent that calls.

import type { Repositories } from '../../../database'
import type { Subscription } from '../../../database/access/subscription/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { requireMeantCaller, requireMeantCallerErrors } from '../right/agent'
import { type Caller, requireRole, requireRoleErrors } from '../right/identity'
import type { ServiceDeps } from '../../deps'

export const requireSubscriptionErrors = [
  'webhook-unknown',
  ...requireMeantCallerErrors,
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `not-an-agent`, `test-key`, `webhook-unknown` also for one of another agent. */
export async function requireSubscription(
  { subscriptions }: Pick<Repositories, 'subscriptions'>,
  caller: Caller,
  id: string,
): Promise<Subscription> {
  const { agent } = requireMeantCaller(caller)
  const subscription = await subscriptions.byId(agent.id, id)
  if (!subscription) throw new KcsError('webhook-unknown')
  return subscription
}

export const listSubscriptionsErrors = [...requireMeantCallerErrors] as const satisfies readonly ErrorCode[]

/** All subscriptions of the agent that calls. Throws KcsError `not-an-agent`, `test-key`. */
export async function listSubscriptions(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
): Promise<Subscription[]> {
  return repositories.subscriptions.ofAgent(requireMeantCaller(caller).agent.id)
}

export const listSubscriptionsOfErrors = [...requireRoleErrors] as const satisfies readonly ErrorCode[]

/** Those of any agent, for operators. Throws KcsError `forbidden`. */
export async function listSubscriptionsOf(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { agent }: { agent: string },
): Promise<Subscription[]> {
  requireRole(caller, ['operator', 'admin'])
  return repositories.subscriptions.ofAgent(agent)
}
