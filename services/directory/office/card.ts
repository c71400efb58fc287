// All that a card shows of an office: its place, its seats with who has their duty, and how its endpoints are.

import type { Repositories } from '../../../database'
import type { OfficeName } from '../../../database/directory/office/lookups'
import { factsAt } from '../../../domain/directory/office/facts'
import type { Office } from '../../../domain/directory/office/office'
import { type EndpointStanding, OPEN_STANDING, standingOf } from '../../../domain/letters/endpoint/endpoint'
import { type HeldSeat, withHolders } from '../seat/held'

type Directory = Pick<Repositories, 'offices' | 'seats' | 'charges' | 'employees' | 'endpoints'>

export interface OfficeCard {
  office: Office
  /** Those above it as of the instant, the topmost first. */
  ancestors: OfficeName[]
  /** How many stand directly below it. */
  children: number
  seats: HeldSeat[]
  /** How each endpoint that its profiles name stands now. */
  standings: Map<string, EndpointStanding>
}

/** Everything that is shown of an office as of the instant, or null if there is none of that code; three round trips. */
export async function officeCard(
  { offices, seats, endpoints, ...holders }: Directory,
  code: string,
  { at, now }: { at: Date; now: Date },
): Promise<OfficeCard | null> {
  const [placed, living] = await Promise.all([offices.placed(code), seats.livingInLine(code, at)])
  if (!placed) return null
  const { office, children, above } = placed
  const endpointIds = office.profiles.flatMap(({ ways }) => ways.flatMap(({ endpoint }) => endpoint ?? []))
  const [seatsWithHolders, endpointsById] = await Promise.all([
    withHolders(holders, living, at),
    endpointIds.length === 0 ? null : endpoints.byIds([...new Set(endpointIds)]),
  ])
  return {
    office,
    ancestors: factsAt(office, at).path.map((one) => above.get(one) ?? { code: one, name: one, nameMl: one }),
    children,
    seats: seatsWithHolders,
    standings: new Map(
      [...(endpointsById ?? [])].map(([id, record]) => [id, standingOf(record, now) ?? OPEN_STANDING]),
    ),
  }
}
