// Members of groups as the API returns them.

import type { MemberPage as Members } from '../../../../services/directory/group/members'
import { cursorOf } from '../../../http/fields'
import type { ApiDeps } from '../../../deps'
import type { MemberPage } from './schema'

/** The page with the names of offices; two round trips where there are seats. */
export async function presentMembers(
  repositories: Pick<ApiDeps['repositories'], 'seats' | 'offices'>,
  { seats, offices, next, count }: Members,
): Promise<MemberPage> {
  const rows = await presentSeats(repositories, seats)
  const items = offices.map(({ code, name, nameMl, district }) => ({
    office: code,
    name,
    nameMl,
    district,
    seat: null,
  }))
  return { items: [...rows, ...items], next: cursorOf(next), count }
}

async function presentSeats(
  { seats, offices }: Pick<ApiDeps['repositories'], 'seats' | 'offices'>,
  ids: readonly string[],
): Promise<MemberPage['items']> {
  if (ids.length === 0) return []
  const seatsById = await seats.byIds(ids)
  const codes = new Set([...seatsById.values()].map(({ office }) => office))
  const officesByCode = await offices.byCodes([...codes])
  return ids.map((id) => {
    const office = officesByCode.get(seatsById.get(id)?.office ?? '')
    const { code = '', name = '', nameMl = '', district = '' } = office ?? {}
    return { office: code, name, nameMl, district, seat: id }
  })
}
