// What is open in a seat, and the seat given and taken.

import type { ZodType } from 'zod'
import { KcsError } from '../../../../domain/common/error'
import type { Handover } from '../../../../domain/directory/handover/handover'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { newId } from '../../../../process/new-id'
import type { Answer, CallOf } from '../../../http/route'
import { deciderOf, requireHeadOfSeats } from '../../../../services/access/right/charge-rights'
import { actorFor } from '../../../../services/access/right/identity'
import { requireHandover, requireHolder, requireInsight, requirePerson } from './policy'
import { presentHandovers, presentItems } from './presenter'
import type { givingSchema, handoverParams, handoverQuery, oneSidedSchema, seatParams } from './schema'

type OnSeat<Body extends ZodType> = CallOf<{ params: typeof seatParams; body: Body }>

export async function listOpenItems(call: CallOf<{ params: typeof seatParams }>): Promise<Answer> {
  const { deps, identity, params, now } = call
  const { id } = await requireInsight(deps.repositories, identity, params.id)
  const { items, counts } = await deps.repositories.handovers.openItems(id, now)
  return { status: 200, body: { items: await presentItems(deps.repositories, items), counts } }
}

export async function giveSeat(call: OnSeat<typeof givingSchema>): Promise<Answer> {
  const { deps, identity, params, body, now } = call
  const { employee } = requireHolder(identity, params.id).account
  const to = await requireTaker(call, body.to)
  if (to === employee) {
    const errors = [{ pointer: '/to', detail: 'The seat is given to somebody else.' }]
    throw new KcsError('validation-failed', { errors })
  }
  const giving = {
    id: newId(now),
    seat: params.id,
    to,
    note: body.note ?? '',
    leftAtOnce: body.leaveNow ?? false,
    givenAt: now,
    givenBy: employee,
    ...(await deps.repositories.handovers.openItems(params.id, now)),
  }
  const entered = { actor: actorFor(identity, params.id), at: now }
  const { handover, created } = await deps.repositories.handovers.give(giving, entered)
  return answer(call, handover, created ? 201 : 200)
}

export async function giveOneSided(call: OnSeat<typeof oneSidedSchema>): Promise<Answer> {
  const { deps, identity, params, body, now } = call
  const { employee } = requirePerson(identity).account
  await requireHeadOfSeats(deps.repositories, identity, [params.id])
  const giving = {
    id: newId(now),
    seat: params.id,
    to: await requireTaker(call, body.to),
    reason: body.reason,
    note: '',
    givenAt: now,
    givenBy: employee,
    ...(await deps.repositories.handovers.openItems(params.id, now)),
  }
  const entered = { actor: deciderOf(identity), at: now }
  return answer(call, await deps.repositories.handovers.giveOneSided(giving, entered), 201)
}

/** By the one it was given to, under the own login; a repeat is answered the same. */
export async function takeSeat(call: CallOf<{ params: typeof handoverParams }>): Promise<Answer> {
  const { deps, identity, params, now } = call
  const { employee } = requirePerson(identity).account
  const handover = await requireHandover(deps.repositories, identity, params.id)
  if (handover.to !== employee) throw new KcsError('handover-not-yours')
  const entered = { actor: actorFor(identity, handover.seat), at: now }
  return answer(call, await deps.repositories.handovers.take(handover.id, entered))
}

export async function readHandover(call: CallOf<{ params: typeof handoverParams }>): Promise<Answer> {
  return answer(call, await requireHandover(call.deps.repositories, call.identity, call.params.id))
}

/** Of a seat; or, without one, those the caller gave or was given. */
export async function listHandovers(call: CallOf<{ query: typeof handoverQuery }>): Promise<Answer> {
  const { deps, identity, query, ctx } = call
  const { handovers } = deps.repositories
  const { limit, after } = pageOfQuery(query)
  const of =
    query.seat === undefined
      ? { employee: requirePerson(identity).account.employee }
      : { seat: (await requireInsight(deps.repositories, identity, query.seat)).id }
  const page = await handovers.list(of, { limit, ...(after === undefined ? {} : { below: after }) })
  const next = cursorOf(page.next)
  const items = await presentHandovers(deps.repositories, page.items)
  return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
}

/** The present number of who shall take the seat. Throws KcsError `employee-unknown`. */
async function requireTaker({ deps }: Pick<CallOf<object>, 'deps'>, pen: string): Promise<string> {
  const taker = await deps.repositories.employees.byPen(pen)
  if (!taker) throw new KcsError('employee-unknown')
  return taker.pen
}

async function answer(
  { deps }: Pick<CallOf<object>, 'deps'>,
  handover: Handover,
  status = 200,
): Promise<Answer> {
  const [body] = await presentHandovers(deps.repositories, [handover])
  return {
    status,
    body,
    ...(status === 201 ? { headers: { location: `/v1/handovers/${handover.id}` } } : {}),
  }
}
