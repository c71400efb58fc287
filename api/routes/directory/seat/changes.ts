// Making and changing seats.

import { KcsError } from '../../../../domain/common/error'
import { requireEnd } from '../../../../domain/directory/office/changes'
import { newSeat, type Seat } from '../../../../domain/directory/seat/seat'
import { etag, versionToChange } from '../../../http/etag'
import type { Answer, CallOf } from '../../../http/route'
import { requireOfficeAdmin } from '../../../../services/access/right/directory-rights'
import { given, instantOf, noteOf, requireAdminOf } from '../../common/directory-changes'
import { presentSeat } from './handlers'
import type { newSeatSchema, seatChangesSchema, seatParams } from './schema'

export async function addSeat(call: CallOf<{ body: typeof newSeatSchema }>): Promise<Answer> {
  const { deps, body, identity, now } = call
  const office = await deps.repositories.offices.byCode(body.office)
  if (!office) throw new KcsError('office-unknown', { detail: body.office })
  await requireOfficeAdmin(deps.repositories.seats, identity, office)
  const { activeFrom, activeUntil, ...facts } = body
  const from = activeFrom === undefined ? now : instantOf(activeFrom)
  const seat = newSeat({ ...given(facts), activeFrom: from, activeUntil: instantOf(activeUntil) })
  const added = await deps.repositories.seats.add(seat, noteOf(identity, 'seat-added', now))
  const location = `/v1/seats/${encodeURIComponent(added.id)}`
  return { status: 201, body: presentSeat(added, null), headers: { ...etag(added.version), location } }
}

export async function changeSeat(
  call: CallOf<{ params: typeof seatParams; body: typeof seatChangesSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionToChange(ctx)
  const before = await deps.repositories.seats.byId(params.id)
  if (!before) throw new KcsError('not-found')
  await requireAdminOf(deps, identity, [before.office])
  const { activeUntil, ...rest } = body
  const edit = (seat: Seat): Seat => {
    const until = activeUntil === undefined ? seat.activeUntil : instantOf(activeUntil)
    requireEnd(seat.activeUntil, until, now)
    return { ...seat, ...given(rest), activeUntil: until }
  }
  const seat = await deps.repositories.seats.edit(
    params.id,
    version,
    edit,
    noteOf(identity, 'seat-changed', now),
  )
  const held = await deps.repositories.seats.withHolder(seat.id, now)
  return { status: 200, body: presentSeat(seat, held?.holder ?? null), headers: etag(seat.version) }
}
