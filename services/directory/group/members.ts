// Who is in a group as of an instant: the seats first, then the offices by code.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { compileGroup } from '../../../domain/directory/group/compile'
import type { Office } from '../../../domain/directory/office/office'
import { seatsHeld } from '../../letters/routing/plan'
import type { ServiceDeps } from '../../deps'
import { loadGroups } from './load'

const SEATS = 'seat '
const OFFICES = 'office '

export const groupMembersErrors = [
  'not-found',
  'group-unknown',
  'group-inactive',
  'group-cycle',
  'group-too-deep',
] as const satisfies readonly ErrorCode[]

export interface MemberPage {
  seats: string[]
  offices: Office[]
  /** Where the next page begins; null at the end. */
  next: string | null
  /** How many members there are in all. */
  count: number
}

/**
 * A page of the members; everybody who is known may read it. Throws KcsError `not-found`, `group-inactive` for a group
 * that holds nothing at the instant, and `group-unknown`, `group-cycle`, `group-too-deep` for what it is made of.
 */
export async function groupMembers(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  { id, at }: { id: string; at: Date },
  { limit, after = '' }: { limit: number; after?: string },
): Promise<MemberPage> {
  const { groups, offices, seats } = repositories
  const groupsById = await loadGroups([id], at, (ids) => groups.byIds(ids))
  if (!groupsById.has(id)) throw new KcsError('not-found')
  const { set } = compileGroup(id, groupsById, at)
  const [allSeats, officeCount] = await Promise.all([
    seatsHeld({ offices, seats }, set, at),
    offices.countInSet(set, at),
  ])

  const amongOffices = after.startsWith(OFFICES)
  const skipped = after.startsWith(SEATS) ? Number(after.slice(SEATS.length)) || 0 : 0
  const pageOfSeats = amongOffices ? [] : allSeats.slice(skipped, skipped + limit)
  const above = amongOffices ? after.slice(OFFICES.length) : ''
  const page = await offices.pageInSet(set, at, { limit: limit - pageOfSeats.length, above })

  const seatsShown = skipped + pageOfSeats.length
  const seatsLeft = !amongOffices && seatsShown < allSeats.length
  const last = page.items[page.items.length - 1]?.code ?? above
  const next = seatsLeft ? `${SEATS}${seatsShown}` : page.more ? `${OFFICES}${last}` : null
  return { seats: pageOfSeats, offices: page.items, next, count: allSeats.length + officeCount }
}
