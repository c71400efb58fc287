// Taking a letter back: the rows decide, each against its own acknowledgement; then the run is told.

import { KcsError } from '../../../../domain/common/error'
import { statesBefore } from '../../../../domain/letters/tapal/states'
import type { Answer, CallOf } from '../../../http/route'
import { actorFor } from '../../../../services/access/right/identity'
import { requireSeat } from '../../../../services/access/right/rights'
import { requireDispatch } from './policy'
import { presentDispatches } from './presenter'
import type { dispatchIdSchema, recallSchema } from './schema'

/** Possible until every addressee has taken the letter; a repeat is answered the same. */
export async function recallDispatch(
  call: CallOf<{ params: typeof dispatchIdSchema; body: typeof recallSchema }>,
): Promise<Answer> {
  const { deps, services, identity, params, body, now, ctx } = call
  const { dispatches, tapals } = deps.repositories
  const dispatch = await requireDispatch(deps.repositories, identity, params.id)
  const { office, seat } = dispatch.sender
  await requireSeat(identity, { id: seat, office })
  if (!(await recallable(call, dispatch.id))) throw new KcsError('not-recallable')
  const recalled = await dispatches.recall(dispatch.id, {
    at: now,
    seat,
    holder: identity.kind === 'account' ? identity.account.employee : '',
    reason: body.reason,
  })
  if (!recalled) throw new KcsError('dispatch-ended')
  await tapals.recall(dispatch.id, actorFor(identity, seat), now)
  // Between the look and the write the last addressee may have taken it.
  if (!(await recallable(call, dispatch.id))) throw new KcsError('not-recallable')
  services.background.after(ctx.res, 'signal recalled', () =>
    deps.flows.signal('dispatch', dispatch.id, 'recalled'),
  )
  const [answer] = await presentDispatches(deps, [recalled], now)
  return { status: 202, body: answer }
}

/** Nothing is resolved yet, or at least one tapal can be or has been taken back. */
async function recallable({ deps }: Pick<CallOf<object>, 'deps'>, id: string): Promise<boolean> {
  const counts = (await deps.repositories.tapals.counts([id])).get(id) ?? {}
  const states = Object.keys(counts)
  return (
    states.length === 0 || [...statesBefore('recalled'), 'recalled'].some((state) => states.includes(state))
  )
}
