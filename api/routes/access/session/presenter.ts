// A session as the API returns it: the account, and the seats it acts for now with their names.

import { sessionCookie } from '../../../identity/session-cookie'
import type { RouteResponse } from '../../../http/route'
import type { AccountIdentity } from '../../../../services/access/right/identity'
import type { BegunSession } from '../../../../services/access/session/begin'
import type { ApiDeps } from '../../../deps'
import type { SessionResponse } from './schema'

type Repositories = Pick<ApiDeps['repositories'], 'seats' | 'employees' | 'offices'>

/** The response that begins a session: its cookie, and who is signed in. */
export async function presentBegun(
  { repositories, settings }: Pick<ApiDeps, 'repositories' | 'settings'>,
  { id, caller }: BegunSession,
): Promise<RouteResponse> {
  return {
    status: 201,
    headers: { 'set-cookie': sessionCookie(settings.publicUrl, id), 'cache-control': 'no-store' },
    body: await presentSession(repositories, caller),
  }
}

export async function presentSession(
  repositories: Repositories,
  { account, session, acting }: AccountIdentity,
): Promise<SessionResponse> {
  const seatDuties = [...acting.held, ...(await acting.duties())]
  const [seats, employees] = await Promise.all([
    repositories.seats.byIds(seatDuties.map(({ seat }) => seat)),
    repositories.employees.byPens([account.employee]),
  ])
  const offices = await repositories.offices.byCodes([...seats.values()].map(({ office }) => office))
  const person = employees.get(account.employee)
  return {
    account: {
      login: account.login,
      pen: account.employee,
      name: person?.name ?? account.login,
      nameMl: person?.nameMl || person?.name || account.login,
      roles: account.roles,
      language: account.language,
    },
    seats: seatDuties.flatMap(({ seat: id, reason }) => {
      const seat = seats.get(id)
      if (!seat) return []
      const office = offices.get(seat.office)
      const { designation, section } = seat
      return {
        id,
        designation,
        designationMl: seat.designationMl || designation,
        section,
        office: {
          code: seat.office,
          name: office?.name ?? seat.office,
          nameMl: office?.nameMl || office?.name || seat.office,
        },
        reason,
      }
    }),
    csrfToken: session.csrfToken,
  }
}
