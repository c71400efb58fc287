// What a query asks of a ledger, in the words of the service.

import { ledgerStandingOf, statesStanding } from '../../../../domain/letters/ledger/standing'
import type { LedgerQuestion } from '../../../../services/letters/ledger/list'
import { type LedgerQuery, NONE } from './schema'

/** A state that is of another standing than the one that is asked for too finds nobody. */
export function questionOf({ district, department, standing, state, office }: LedgerQuery): LedgerQuestion {
  const states = state !== undefined ? [state] : standing === undefined ? undefined : statesStanding(standing)
  const meant = states?.filter((one) => standing === undefined || ledgerStandingOf(one) === standing)
  return {
    ...(meant === undefined ? {} : { states: meant }),
    ...(district === undefined ? {} : { district: placeNamed(district) }),
    ...(department === undefined ? {} : { department: placeNamed(department) }),
    ...(office === undefined ? {} : { office }),
  }
}

/** A district or department by its name, and what stands for none. */
export function placeNamed(name: string): string {
  return name === NONE ? '' : name
}

/** The part of the recipients that is named; null for all. */
export function partOf({
  district,
  department,
}: {
  district?: string | undefined
  department?: string | undefined
}): { district: string | null; department: string | null } {
  return {
    district: district === undefined ? null : placeNamed(district),
    department: department === undefined ? null : placeNamed(department),
  }
}
