// Looking offices up.

import { KcsError } from '../../../domain/errors'
import { activeAt, type Office } from '../../../domain/office/office'
import { chooseWay, plainProfile, profileAt } from '../../../domain/office/profile'
import { cursorOf, linkToNext, pageOfQuery } from '../../http/fields'
import type { Answer, CallOf } from '../../http/route'
import { callerOf } from '../../identity/identity'
import { defaultTaking } from '../../../domain/delivery/mechanism'
import type { newProfileSchema, OfficeAnswer, officeParams, officeQuery } from './schema'

export async function listOffices(call: CallOf<{ query: typeof officeQuery }>): Promise<Answer> {
  const { deps, query, now, ctx } = call
  const { limit, after } = pageOfQuery(query)
  const page = await deps.repositories.offices.list(query.q ?? '', {
    limit,
    ...(after === undefined ? {} : { above: after }),
  })
  const next = cursorOf(page.next)
  const items = page.items.map((office) => present(office, now))
  return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
}

export async function readOffice(call: CallOf<{ params: typeof officeParams }>): Promise<Answer> {
  const office = await call.deps.repositories.offices.byCode(call.params.code)
  if (!office) throw new KcsError('not-found')
  return { status: 200, body: present(office, call.now) }
}

/**
 * From now on letters reach the office through the endpoint; letters accepted before keep their way. The same again
 * changes nothing.
 */
export async function setProfile(
  call: CallOf<{ params: typeof officeParams; body: typeof newProfileSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now } = call
  const { offices, endpoints, agents, audit } = deps.repositories
  const [office, endpoint] = await Promise.all([offices.byCode(params.code), endpoints.byId(body.endpoint)])
  if (!office) throw new KcsError('not-found')
  if (!endpoint || endpoint.state === 'gone') throw new KcsError('endpoint-unknown')
  const agent = endpoint.agent === null ? null : await agents.byId(endpoint.agent)
  if (agent && !agent.offices.includes(office.code)) throw new KcsError('office-not-served')
  const taking = body.taking ?? defaultTaking(endpoint.mechanism)
  const held = wayAt(office, now)
  const profile = plainProfile(now, endpoint.mechanism, endpoint.id, taking)
  if (held?.endpoint !== endpoint.id || held.taking !== taking) {
    await offices.addProfile(office.code, profile)
    await audit.add([
      {
        id: `office:${office.code}:profile:${now.getTime()}`,
        thing: 'office',
        subject: office.code,
        what: 'delivery-profile-set',
        from: held?.endpoint ?? null,
        to: endpoint.id,
        actor: { kind: 'operator', account: callerOf(identity) },
        at: now,
      },
    ])
  }
  return { status: 200, body: present({ ...office, profiles: [profile] }, now) }
}

function present(office: Office, now: Date): OfficeAnswer {
  const { code, name, nameMl, kind, department, district, parent, address, inwardSeat } = office
  const active = activeAt(office, now) && office.fitToReceive
  const facts = { code, name, nameMl, kind, department, district, parent, address, active, inwardSeat }
  return { ...facts, mechanism: wayAt(office, now)?.mechanism ?? null }
}

function wayAt(office: Office, at: Date) {
  const profile = profileAt(office, at)
  return profile ? chooseWay(profile) : null
}
