// Joining, relieving, transfer, suspension; and who held what when.

import { KcsError } from '../../../../domain/common/error'
import { type Charge, holdsAt } from '../../../../domain/directory/charge/charge'
import type { Answer, CallOf } from '../../../http/route'
import { newId } from '../../../../process/new-id'
import {
  deciderOf,
  requireHeadOfEmployee,
  requireHeadOfSeats,
  requireMaySuspend,
} from '../../../../services/access/right/charge-rights'
import type {
  asOfQuery,
  ChargeAnswer,
  chargesOfEmployee,
  joinSchema,
  relieveSchema,
  suspendSchema,
  transferSchema,
} from './schema'

type OfEmployee = { params: typeof chargesOfEmployee }

/** The employee joins the seat; the same charge again is answered as it is. */
export async function joinSeat(call: CallOf<OfEmployee & { body: typeof joinSchema }>): Promise<Answer> {
  const { deps, identity, params, body, now } = call
  const { charges } = deps.repositories
  await requireHeadOfSeats(deps.repositories, identity, [body.seat])
  const employee = await requireEmployee(call)
  const { seat, kind = 'regular' } = body
  const from = body.at === undefined ? now : new Date(body.at)
  const held = (await charges.heldBy(employee, from)).find((charge) => charge.seat === seat)
  const same = held?.kind === kind && (body.at === undefined || held.from.getTime() === from.getTime())
  if (held && same) return { status: 200, body: presentCharge(held) }
  const charge = await charges.join({ id: newId(now), seat, employee, kind, from }, entered(call))
  const location = `/v1/employees/${encodeURIComponent(params.pen)}/charges`
  return { status: 201, body: presentCharge(charge), headers: { location } }
}

/** The employee leaves the seat; a repeat is answered with the charge as it ended. */
export async function relieveSeat(
  call: CallOf<OfEmployee & { body: typeof relieveSchema }>,
): Promise<Answer> {
  const { deps, identity, body, now } = call
  const { charges } = deps.repositories
  await requireHeadOfSeats(deps.repositories, identity, [body.seat])
  const employee = await requireEmployee(call)
  const at = body.at === undefined ? now : new Date(body.at)
  const done = (await charges.ofEmployee(employee)).find(
    (charge) =>
      charge.seat === body.seat && charge.ended === 'relieved' && charge.until?.getTime() === at.getTime(),
  )
  if (done) return { status: 200, body: presentCharge(done) }
  const charge = await charges.relieve({ employee, seat: body.seat, at }, entered(call))
  return { status: 200, body: presentCharge(charge) }
}

/** By who decides on both seats. */
export async function transferEmployee(
  call: CallOf<OfEmployee & { body: typeof transferSchema }>,
): Promise<Answer> {
  const { deps, identity, body, now } = call
  await requireHeadOfSeats(deps.repositories, identity, [body.from, body.to])
  const employee = await requireEmployee(call)
  const from = body.at === undefined ? now : new Date(body.at)
  const joining = { id: newId(now), seat: body.to, employee, kind: body.kind ?? 'regular', from }
  const leaving = { employee, seat: body.from }
  const { ended, begun } = await deps.repositories.charges.transfer(leaving, joining, entered(call))
  return { status: 200, body: { ended: presentCharge(ended), begun: presentCharge(begun) } }
}

/** All charges end, and with them all access; the same again ends nothing more. */
export async function suspendEmployee(
  call: CallOf<OfEmployee & { body: typeof suspendSchema }>,
): Promise<Answer> {
  const { deps, identity, body, now } = call
  const employee = await requireEmployee(call)
  await requireMaySuspend(deps.repositories, identity, employee, now)
  const at = body.at === undefined ? now : new Date(body.at)
  if (at > now) {
    const errors = [
      { pointer: '/at', detail: 'A suspension closes the access at once; it cannot lie ahead.' },
    ]
    throw new KcsError('validation-failed', { errors })
  }
  const ended = await deps.repositories.charges.suspend(employee, at, entered(call))
  return { status: 200, body: { items: ended.map(presentCharge) } }
}

/** By who decided on the seats that ended with the suspension. */
export async function reinstateEmployee(call: CallOf<OfEmployee>): Promise<Answer> {
  const { deps, identity } = call
  const { charges } = deps.repositories
  const employee = await requireEmployee(call)
  const ended = (await charges.ofEmployee(employee)).filter((charge) => charge.ended === 'suspended')
  await (ended.length === 0
    ? requireHeadOfEmployee(deps.repositories, identity, employee, call.now)
    : requireHeadOfSeats(deps.repositories, identity, [...new Set(ended.map(({ seat }) => seat))]))
  await charges.reinstate(employee, entered(call))
  return { status: 204 }
}

export async function listCharges(call: CallOf<OfEmployee & { query: typeof asOfQuery }>): Promise<Answer> {
  const charges = await call.deps.repositories.charges.ofEmployee(await requireEmployee(call))
  return { status: 200, body: { items: asOf(charges, call.query.at).map(presentCharge) } }
}

/** The present number of the employee in the path. */
async function requireEmployee(call: {
  deps: CallOf<object>['deps']
  params: { pen: string }
}): Promise<string> {
  const employee = await call.deps.repositories.employees.byPen(call.params.pen)
  if (!employee) throw new KcsError('not-found')
  return employee.pen
}

function entered({ identity, now }: Pick<CallOf<object>, 'identity' | 'now'>) {
  return { actor: deciderOf(identity), at: now }
}

function asOf(charges: readonly Charge[], at: string | undefined): Charge[] {
  return charges.filter((charge) => at === undefined || holdsAt(charge, new Date(at)))
}

export function presentCharge({ from, until, ...charge }: Charge): ChargeAnswer {
  return { ...charge, from: from.toISOString(), until: until?.toISOString() ?? null }
}
