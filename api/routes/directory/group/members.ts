// Who is in a group as of an instant: the seats first, then the offices by code.

import { KcsError } from '../../../../domain/common/error'
import { compileGroup } from '../../../../domain/directory/group/compile'
import { loadGroups } from '../../../../services/directory/group/load'
import { seatsHeld } from '../../../../services/letters/routing/plan'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import type { Answer, CallOf } from '../../../http/route'
import type { groupParams, MemberPage, memberQuery } from './schema'

const SEATS = 'seat '
const OFFICES = 'office '

/** A group that holds nothing at the instant has no members. */
export async function listMembers(
  call: CallOf<{ params: typeof groupParams; query: typeof memberQuery }>,
): Promise<Answer> {
  const { deps, params, query, now, ctx } = call
  const { groups, offices, seats } = deps.repositories
  const at = query.at === undefined ? now : new Date(query.at)
  const loaded = await loadGroups([params.id], at, (ids) => groups.byIds(ids))
  if (!loaded.has(params.id)) throw new KcsError('not-found')
  const { limit, after = '' } = pageOfQuery(query)
  const { set } = compileGroup(params.id, loaded, at)
  const [held, count] = await Promise.all([
    seatsHeld({ offices, seats }, set, at),
    groups.countOffices(set, at),
  ])
  const skipped = after.startsWith(SEATS) ? Number(after.slice(SEATS.length)) || 0 : 0
  const ids = after.startsWith(OFFICES) ? [] : held.slice(skipped, skipped + limit)
  const room = limit - ids.length
  const above = after.startsWith(OFFICES) ? after.slice(OFFICES.length) : ''
  const { items, more } = await groups.officesPage(set, at, { limit: room, above })
  const last = items[items.length - 1]?.code ?? above
  const seatsLeft = skipped + ids.length < held.length && !after.startsWith(OFFICES)
  const place = seatsLeft ? `${SEATS}${skipped + ids.length}` : more ? `${OFFICES}${last}` : null
  const next = cursorOf(place)
  const rows = await seatRows(call, ids)
  const body: MemberPage = {
    items: [
      ...rows,
      ...items.map(({ code, name, nameMl, district }) => ({
        office: code,
        name,
        nameMl,
        district,
        seat: null,
      })),
    ],
    next,
    count: held.length + count,
  }
  return { status: 200, body, headers: linkToNext(ctx.path, query, next) }
}

async function seatRows(
  { deps }: Pick<CallOf<object>, 'deps'>,
  ids: readonly string[],
): Promise<MemberPage['items']> {
  if (ids.length === 0) return []
  const { offices, seats } = deps.repositories
  const found = await seats.byIds(ids)
  const places = await offices.byCodes([...new Set([...found.values()].map(({ office }) => office))])
  return ids.map((id) => {
    const office = places.get(found.get(id)?.office ?? '')
    const { code = '', name = '', nameMl = '', district = '' } = office ?? {}
    return { office: code, name, nameMl, district, seat: id }
  })
}
