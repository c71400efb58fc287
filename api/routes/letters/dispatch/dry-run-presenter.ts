// Planned routes as they are returned, with the names of offices, seats and who has the duty.

import { type ErrorCode, errorEntry } from '../../../../domain/common/error'
import type { Recipient } from '../../../../domain/letters/dispatch/recipients'
import { owedIn } from '../../../../domain/letters/tapal/clocks'
import { withDays } from '../../../../services/letters/tapal/with-days'
import type { DryRun } from '../../../../services/letters/dispatch/dry-run'
import type { ApiDeps } from '../../../deps'
import { readDirectoryNames } from '../../common/directory-names'
import { presentChosen } from '../service-level/presenter'
import type { PlannedRouteResponse } from './dry-run-schema'

/** Two rounds to the database; two more where a term is counted in the days of the offices. */
export async function presentPlan(
  { repositories }: Pick<ApiDeps, 'repositories'>,
  { page, recipients }: Pick<DryRun, 'page' | 'recipients'>,
  now: Date,
): Promise<PlannedRouteResponse[]> {
  const directory = await readDirectoryNames(
    repositories,
    {
      offices: page.flatMap(({ office, addressedTo }) => [office, ...addressedTo]),
      seats: page.flatMap(({ seat }) => seat ?? []),
      employees: page.flatMap(({ duty }) => duty?.employee ?? []),
    },
    now,
  )
  const owners = page.map(({ office, purpose, chosen }) => ({ office, purpose, times: chosen.times }))
  const counted = await withDays({ repositories }, owners, now)
  const dueInstants = counted.map((owner) => {
    const [clock] = owedIn('delivered', owner, now).clocks
    return clock?.dueAt?.toISOString() ?? null
  })
  const officeOf = (code: string) => ({ code, ...directory.office(code) })
  return page.map((route, i) => {
    const { office: code, seat, mechanism, endpoint, taking, purpose, why, duty, pause } = route
    const party = directory.party({ office: code, seat: seat ?? '' })
    const { designation, designationMl } = party
    const hasWay = route.refusals.length === 0 && mechanism !== null
    const vacant = duty?.reason.code === 'vacant'
    return {
      named: namedBy(recipients[route.entry]),
      addressedTo: route.addressedTo.map(officeOf),
      office: officeOf(code),
      seat: seat === null ? null : { id: seat, designation, designationMl },
      holder: duty?.employee ? (directory.nameOf(duty.employee) ?? null) : null,
      actingSeat: duty?.actingSeat ?? null,
      ...{ mechanism, endpoint, taking, purpose, why },
      pause: pause && {
        since: pause.since.toISOString(),
        until: pause.until?.toISOString() ?? null,
        next: pause.next,
      },
      refusals: route.refusals.map(faultOf),
      warnings: vacant ? [faultOf('vacant-without-fallback')] : [],
      dueAt: hasWay ? (dueInstants[i] ?? null) : null,
      ...presentChosen(route.chosen),
    }
  })
}

function namedBy(recipient: Recipient | undefined): PlannedRouteResponse['named'] {
  const { office, seat, group } = recipient ?? {}
  if (office !== undefined) return { office }
  if (seat !== undefined) return { seat }
  return group === undefined ? {} : { group }
}

function faultOf(code: ErrorCode) {
  const { title, remedy } = errorEntry(code)
  return { code, title, remedy }
}
