// The conditions on letters of the desk, as they come in a request.

import type { DeskFilter } from '../../../../domain/operations/desk/desk'

/** As DeskFilter, with instants in text. */
type AskedFilter = Omit<DeskFilter, 'since' | 'until'> & {
  since?: string | undefined
  until?: string | undefined
}

/** Leaves out what is not given. */
export function filterOf({ since, until, ...rest }: AskedFilter): DeskFilter {
  const conditions = Object.entries(rest).filter(([, value]) => value !== undefined)
  return {
    ...(Object.fromEntries(conditions) as typeof rest),
    ...(since === undefined ? {} : { since: new Date(since) }),
    ...(until === undefined ? {} : { until: new Date(until) }),
  }
}
