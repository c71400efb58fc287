// Reading the inbox of a seat, and acting on a tapal.

import type { ZodType } from 'zod'
import { dayInKerala, startOfDay } from '../../../../domain/common/clock/ist'
import { KcsError } from '../../../../domain/common/error'
import { openChange, redeliverChange, refuseChange } from '../../../../domain/letters/tapal/acts'
import type { TapalChange } from '../../../../domain/letters/tapal/change'
import { isTaken } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import type { Answer, CallOf } from '../../../http/route'
import { actorFor } from '../../../../services/access/right/identity'
import { requireSeat } from '../../../../services/access/right/rights'
import { acknowledge, diaryOf } from './acknowledge'
import { tellTaken } from './after-change'
import { requireActingSeat, requireTapal } from './policy'
import { presentTapal, presentTapals } from './presenter'
import type { acknowledgementSchema, inboxQuery, openingSchema, refusalSchema, tapalIdSchema } from './schema'

const DAY_MS = 24 * 3600 * 1000

type OnTapal<Body extends ZodType> = CallOf<{ params: typeof tapalIdSchema; body: Body }>

export async function listTapals({
  deps,
  identity,
  query,
  now,
  ctx,
}: CallOf<{ query: typeof inboxQuery }>): Promise<Answer> {
  const seat = await deps.repositories.seats.byId(query.seat)
  if (!seat) throw new KcsError('seat-not-held')
  await requireSeat(identity, seat)
  const at = { now, endOfDay: new Date(startOfDay(dayInKerala(now)).getTime() + DAY_MS) }
  const { limit, after } = pageOfQuery(query)
  const [page, counts] = await Promise.all([
    deps.repositories.tapals.inbox(seat.id, query.view ?? 'all', at, {
      limit,
      ...(after === undefined ? {} : { below: after }),
    }),
    deps.repositories.tapals.inboxCounts(seat.id, at),
  ])
  const next = cursorOf(page.next)
  const items = await presentTapals(deps, identity, page.items, { now, history: false })
  return { status: 200, body: { items, next, counts }, headers: linkToNext(ctx.path, query, next) }
}

export async function readTapal({
  deps,
  identity,
  params,
  now,
}: CallOf<{ params: typeof tapalIdSchema }>): Promise<Answer> {
  const tapal = await requireTapal(deps.repositories, identity, params.id)
  return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
}

export async function acknowledgeTapal(call: OnTapal<typeof acknowledgementSchema>): Promise<Answer> {
  const { deps, identity, body, now } = call
  const tapal = await permitted(call)
  const { tapal: taken, changed } = await acknowledge(
    deps.repositories.tapals,
    tapal,
    {
      diary: diaryOf(tapal, body, now),
      cause: identity.kind === 'agent' ? 'acknowledged-by-agent' : 'acknowledged-by-seat',
      actor: actorFor(identity, body.seat),
      at: now,
    },
    actingFor(body.seat),
  )
  if (changed) tellTaken({ ...call, response: call.ctx.res }, taken)
  return { status: 200, body: await presentTapal(deps, identity, taken, now) }
}

export async function openTapal(call: OnTapal<typeof openingSchema>): Promise<Answer> {
  const { deps, identity, body, now } = call
  const tapal = await permitted(call)
  const cause = identity.kind === 'agent' ? 'opened-at-agent' : 'opened-by-seat'
  const change = openChange({ cause, actor: actorFor(identity, body.seat), at: now })
  const { tapal: opened } = await applyOnce(call, tapal, change, (seen) => {
    if (seen.state === 'acknowledged' || !isTaken(seen.state)) throw new KcsError('not-openable')
  })
  return { status: 200, body: await presentTapal(deps, identity, opened, now) }
}

export async function refuseTapal(call: OnTapal<typeof refusalSchema>): Promise<Answer> {
  const { deps, identity, body, now } = call
  const tapal = await permitted(call)
  const refusal = { code: body.code, reason: body.reason, rightOffice: body.rightOffice ?? null }
  const actor = actorFor(identity, body.seat)
  const cause = identity.kind === 'agent' ? 'refused-by-agent' : 'refused-by-office'
  const change = refuseChange({ refusal, cause, actor, at: now })
  const { tapal: refused, changed } = await applyOnce(call, tapal, change, (seen) => {
    if (seen.state !== 'refused' || seen.refusal?.code !== refusal.code) throw new KcsError('not-refusable')
  })
  if (changed) tellTaken({ ...call, response: call.ctx.res }, refused)
  return { status: 200, body: await presentTapal(deps, identity, refused, now) }
}

/** An operator sends a failed tapal again. */
export async function redeliverTapal(call: CallOf<{ params: typeof tapalIdSchema }>): Promise<Answer> {
  const { deps, services, identity, params, now, ctx } = call
  const tapal = await requireTapal(deps.repositories, identity, params.id)
  const account = identity.kind === 'account' ? identity.account.login : ''
  const change = redeliverChange({ actor: { kind: 'operator', account }, at: now })
  // One for which no seat was found cannot be sent by any way: a new letter is routed anew.
  const changed = await deps.repositories.tapals.apply(tapal.id, change, { where: { hasSeat: true } })
  if (!changed) {
    const seen = await deps.repositories.tapals.byId(tapal.id)
    if (seen?.state !== 'routed') throw new KcsError('not-redeliverable')
  } else {
    services.background.after(ctx.res, 'signal parked', () =>
      deps.flows.signalWithStart('endpoint', changed.endpoint, 'parked'),
    )
  }
  return { status: 202, body: await presentTapal(deps, identity, changed ?? tapal, now) }
}

/** The tapal, if the caller may act on it in the name of the seat of the body. */
async function permitted(call: {
  deps: CallOf<object>['deps']
  identity: CallOf<object>['identity']
  params: { id: string }
  body: { seat: string }
}): Promise<Tapal> {
  const tapal = await requireTapal(call.deps.repositories, call.identity, call.params.id)
  await requireActingSeat(call.identity, tapal, call.body.seat)
  return tapal
}

/** The seat must still be one of the tapal's at the moment of the write. */
function actingFor(seat: string) {
  return { actingSeat: seat }
}

/** Applies the change; where it no longer fits, `judge` throws unless the tapal is as a repeat would find it. */
async function applyOnce(
  call: { deps: CallOf<object>['deps']; body: { seat: string } },
  tapal: Tapal,
  change: TapalChange,
  judge: (seen: Tapal) => void,
): Promise<{ tapal: Tapal; changed: boolean }> {
  const { tapals } = call.deps.repositories
  const changed = await tapals.apply(tapal.id, change, { where: actingFor(call.body.seat) })
  if (changed) return { tapal: changed, changed: true }
  const seen = (await tapals.byId(tapal.id)) ?? tapal
  judge(seen)
  return { tapal: seen, changed: false }
}
