// Changing offices: by the State's admin, or by a department's for the offices of its seats and all below.

import { KcsError } from '../../../../domain/common/error'
import { requireEnd, requireNotPast, requireSpan } from '../../../../domain/directory/office/changes'
import { withFacts } from '../../../../domain/directory/office/facts'
import { newOffice, type Office, type Succession } from '../../../../domain/directory/office/office'
import { newSeat } from '../../../../domain/directory/seat/seat'
import type { ApiDeps } from '../../../deps'
import { etag, versionGiven, versionToChange } from '../../../http/etag'
import type { Answer, CallOf } from '../../../http/route'
import { requireOfficeAdmin } from '../../../../services/access/right/directory-rights'
import { hasRole, type KnownIdentity } from '../../../../services/access/right/identity'
import { given, instantOf, noteOf, requireAdminOf } from '../../common/directory-changes'
import type {
  intermediarySchema,
  mergeSchema,
  moveSchema,
  newOfficeSchema,
  officeChangesSchema,
  splitSchema,
} from './bodies'
import { presentWhole } from './presenter'
import type { officeParams } from './schema'

export async function addOffice(call: CallOf<{ body: typeof newOfficeSchema }>): Promise<Answer> {
  const { deps, body, identity, now } = call
  const { headSeat, activeFrom, activeUntil, ...facts } = body
  await requirePlace(deps, identity, body.parent)
  const life = { activeFrom: instantOf(activeFrom) ?? now, activeUntil: instantOf(activeUntil) }
  requireNotPast(life.activeFrom, now)
  requireSpan({ from: life.activeFrom, until: life.activeUntil })
  const head = headSeat
    ? newSeat({
        id: `${body.code}/HEAD`,
        office: body.code,
        designation: headSeat.designation,
        designationMl: headSeat.designationMl ?? '',
        role: 'head',
        activeFrom: life.activeFrom,
      })
    : null
  const office = newOffice({ ...given(facts), ...life, inwardSeat: head?.id ?? null })
  const added = await deps.repositories.offices.add(office, head, noteOf(identity, 'office-added', now))
  const location = `/v1/offices/${encodeURIComponent(added.code)}`
  return { status: 201, body: presentWhole(added, now), headers: { ...etag(added.version), location } }
}

export async function changeOffice(
  call: CallOf<{ params: typeof officeParams; body: typeof officeChangesSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionToChange(ctx)
  await requireAdminOf(deps, identity, [params.code])
  const { kind, department, district, activeUntil, ...rest } = body
  const edit = (office: Office): Office => {
    const until = activeUntil === undefined ? office.activeUntil : instantOf(activeUntil)
    requireEnd(office.activeUntil, until, now)
    requireSpan({ from: office.activeFrom, until })
    const dated = withFacts(office, given({ kind, department, district }), now)
    return { ...dated, ...given(rest), activeUntil: until }
  }
  const note = noteOf(identity, 'office-changed', now)
  return answer(await deps.repositories.offices.edit(params.code, version, edit, note), now)
}

export async function moveOffice(
  call: CallOf<{ params: typeof officeParams; body: typeof moveSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionToChange(ctx)
  await requireAdminOf(deps, identity, [params.code])
  await requirePlace(deps, identity, body.parent)
  const note = noteOf(identity, 'office-moved', now)
  return answer(await deps.repositories.offices.move(params.code, version, body.parent, note), now)
}

export function mergeOffice(
  call: CallOf<{ params: typeof officeParams; body: typeof mergeSchema }>,
): Promise<Answer> {
  return succeed(call, { kind: 'merged', into: [call.body.into] })
}

export function splitOffice(
  call: CallOf<{ params: typeof officeParams; body: typeof splitSchema }>,
): Promise<Answer> {
  return succeed(call, { kind: 'split', into: call.body.into })
}

async function succeed(
  call: CallOf<{ params: typeof officeParams; body: typeof mergeSchema | typeof splitSchema }>,
  succession: Pick<Succession, 'kind' | 'into'>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionToChange(ctx)
  await requireAdminOf(deps, identity, [params.code, ...succession.into])
  const at = instantOf(body.at) ?? now
  requireNotPast(at, now)
  const note = noteOf(identity, `office-${succession.kind}`, now)
  return answer(
    await deps.repositories.offices.succeed(params.code, version, { ...succession, at }, note),
    now,
  )
}

export async function setIntermediary(
  call: CallOf<{ params: typeof officeParams; body: typeof intermediarySchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionGiven(ctx)
  await requireAdminOf(deps, identity, [params.code])
  const from = instantOf(body.from) ?? now
  const added = { office: body.office, from, until: instantOf(body.until) }
  const note = noteOf(identity, 'intermediary-set', now)
  return answer(await deps.repositories.offices.setIntermediary(params.code, version, added, note), now)
}

/** Only the State's admin enters offices at the top. Throws KcsError `parent-unknown` or `not-office-admin`. */
async function requirePlace(
  { repositories }: ApiDeps,
  identity: KnownIdentity,
  parent: string | null,
): Promise<void> {
  if (parent === null) {
    if (!hasRole(identity, ['admin'])) throw new KcsError('not-office-admin')
    return
  }
  const above = await repositories.offices.byCode(parent)
  if (!above) throw new KcsError('parent-unknown', { detail: parent })
  await requireOfficeAdmin(repositories.seats, identity, above)
}

export function answer(office: Office, now: Date): Answer {
  return { status: 200, body: presentWhole(office, now), headers: etag(office.version) }
}
