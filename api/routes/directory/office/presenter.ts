// How offices are shown.

import type { ListedOffice } from '../../../../database/directory/office/lookups'
import { eachDetail, listedOnly } from '../../../../domain/directory/office/details'
import { factsAt } from '../../../../domain/directory/office/facts'
import { activeAt, type Office } from '../../../../domain/directory/office/office'
import { chooseWay, profileAt } from '../../../../domain/directory/office/profile'
import type { OfficeCard } from '../../../../services/directory/office/card'
import { etag } from '../../../http/etag'
import type { RouteResponse } from '../../../http/route'
import { presentFields } from '../../common/request-fields'
import type { ListedOfficeResponse, OfficeResponse } from './schema'

/** The office as of the instant, in short. */
export function presentOffice(office: Office, at: Date): OfficeResponse {
  const { code, name, nameMl } = office
  const { kind, department, district, path, fitToReceive, inwardSeat } = factsAt(office, at)
  const active = activeAt(office, at) && fitToReceive
  const profile = profileAt(office, at)
  const mechanism = profile ? chooseWay(profile).mechanism : null
  const place = { kind, department, district, parent: path.at(-1) ?? null }
  return { code, name, nameMl, ...place, ...listedOnly(office), active, inwardSeat, mechanism }
}

export function presentListed(office: ListedOffice, at: Date): ListedOfficeResponse {
  return { ...presentOffice(office, at), children: office.children }
}

/** The office as of the instant, with all that is kept of it. */
export function presentWhole(office: Office, at: Date) {
  const { activeFrom, activeUntil } = office
  const { succession, intermediaries, profiles, version } = office
  const { path, calendar, fitToReceive } = factsAt(office, at)
  const life = { activeFrom, activeUntil, fitToReceive, succession, intermediaries }
  const details = eachDetail((_, name) => office[name])
  return { ...presentOffice(office, at), path, ...details, calendar, ...life, profiles, version }
}

/** The response with the office as of now, after a change of it. */
export function presentChanged(office: Office, now: Date): RouteResponse {
  return { status: 200, body: presentWhole(office, now), headers: etag(office.version) }
}

export function presentCard({ office, ancestors, children, seats, standings }: OfficeCard, at: Date) {
  return {
    office: presentWhole(office, at),
    ancestors,
    children,
    profile: profileOf(office, standings, at),
    seats: seats.map(({ id, designation, designationMl, section, role, acting, duty }) => ({
      id,
      designation,
      designationMl: designationMl || designation,
      section,
      role,
      holder: acting,
      duty: { reason: duty.reason, actingSeat: duty.actingSeat },
    })),
  }
}

function profileOf(office: Office, standings: OfficeCard['standings'], at: Date) {
  const profile = profileAt(office, at)
  if (!profile) return null
  const { mechanism, endpoint, reasons } = chooseWay(profile, (id) => standings.get(id))
  const { from, taking, accepts, fallback, nextWayAfterSeconds } = profile
  const ways = profile.ways.map((way) => ({
    ...way,
    health: way.endpoint === null ? null : (standings.get(way.endpoint)?.state ?? null),
  }))
  const chosenWay = { mechanism, endpoint, reasons }
  return {
    from,
    ways,
    taking,
    accepts,
    fallback,
    ...presentFields({ nextWayAfterSeconds }),
    chosen: chosenWay,
  }
}
