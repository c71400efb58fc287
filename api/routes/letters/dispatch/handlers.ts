// Reading what a seat has sent, and where each letter is.

import { dispatchWorkflowId } from '../../../../domain/letters/dispatch/dispatch'
import { KcsError } from '../../../../domain/common/error'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import type { Answer, CallOf } from '../../../http/route'
import { requireSeat } from '../../../../services/access/right/rights'
import { temporalUrl } from '../../common/links'
import { presentTapals } from '../tapal/presenter'
import { requireDispatch } from './policy'
import { presentDispatches } from './presenter'
import type { dispatchIdSchema, dispatchListQuery, traceQuery } from './schema'

export async function listDispatches(call: CallOf<{ query: typeof dispatchListQuery }>): Promise<Answer> {
  const { deps, identity, query, now, ctx } = call
  const seat = await deps.repositories.seats.byId(query.seat)
  if (!seat) throw new KcsError('seat-not-held')
  await requireSeat(identity, seat)
  const { limit, after } = pageOfQuery(query)
  const page = await deps.repositories.dispatches.sentBy([seat.id], query.state ?? null, {
    limit,
    ...(after === undefined ? {} : { below: after }),
  })
  const next = cursorOf(page.next)
  const items = await presentDispatches(deps, page.items, now)
  return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
}

export async function readDispatch(call: CallOf<{ params: typeof dispatchIdSchema }>): Promise<Answer> {
  const dispatch = await requireDispatch(call.deps.repositories, call.identity, call.params.id)
  const [body] = await presentDispatches(call.deps, [dispatch], call.now)
  return { status: 200, body }
}

export async function traceDispatch(
  call: CallOf<{ params: typeof dispatchIdSchema; query: typeof traceQuery }>,
): Promise<Answer> {
  const { deps, identity, params, query, now, ctx } = call
  const dispatch = await requireDispatch(deps.repositories, identity, params.id)
  const { limit, after } = pageOfQuery(query)
  const rows = await deps.repositories.tapals.ofDispatch(dispatch.id, limit + 1, after)
  const page = rows.slice(0, limit)
  const next = cursorOf(rows.length > limit ? page[page.length - 1]!.id : null)
  const [[presented], tapals] = await Promise.all([
    presentDispatches(deps, [dispatch], now),
    presentTapals(deps, identity, page, { now, history: true, dispatch }),
  ])
  const workflowId = dispatchWorkflowId(dispatch.id)
  const workflow = { id: workflowId, url: temporalUrl(deps.settings, workflowId) }
  return {
    status: 200,
    body: { dispatch: presented, tapals, next, workflow },
    headers: linkToNext(ctx.path, query, next),
  }
}
