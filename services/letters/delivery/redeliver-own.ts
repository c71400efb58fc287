// An agent has a letter sent again that could not be delivered to it.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { redeliverChange } from '../../../domain/letters/tapal/acts'
import { requireAgentCaller, requireAgentCallerErrors } from '../../access/right/agent'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import type { Changed } from '../tapal/apply'
import { sendAgain, sendAgainErrors } from '../tapal/send-again'

/** So often an agent has one letter sent again; an operator may go on. */
const MOST_REDELIVERIES = 20

export const redeliverOwnErrors = [
  'tapal-unknown',
  'redeliveries-too-many',
  ...sendAgainErrors,
  ...requireAgentCallerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By the same rule as an operator. One that waits for its next try, or was sent again already, stays as it is. Throws KcsError
 * `not-an-agent`, `tapal-unknown` for a letter that did not go to an endpoint of the agent or is of an office that its key
 * does not serve, `not-redeliverable` also for a test letter, whose lane has ended, `redeliveries-too-many`.
 */
export async function redeliverOwn(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'sandbox'>,
  caller: Caller,
  { tapal: id }: { tapal: string },
  now: Date,
): Promise<Changed> {
  const { agent } = requireAgentCaller(caller)
  const { tapals, endpoints } = deps.repositories
  const tapal = await tapals.byId(id)
  const endpoint = tapal && (await endpoints.byId(tapal.endpoint))
  if (!tapal || endpoint?.agent !== agent.id || !agent.offices.includes(tapal.office))
    throw new KcsError('tapal-unknown')
  // What is parked there is drained by the run of the endpoint, which carries letters that are meant.
  if (deps.sandbox) throw new KcsError('not-redeliverable', { detail: 'Send another test letter.' })
  const before = tapal.events.filter(({ cause }) => cause === 'redelivered-by-agent')
  if (tapal.state === 'failed' && before.length >= MOST_REDELIVERIES)
    throw new KcsError('redeliveries-too-many')
  const change = redeliverChange(
    { actor: { kind: 'agent', agent: agent.id }, at: now },
    'redelivered-by-agent',
  )
  return sendAgain(deps, tapal, change, { endpoint: tapal.endpoint })
}
