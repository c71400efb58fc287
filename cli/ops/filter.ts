// Which letters of the desk the options of a command mean.

import { dayFault } from '../../domain/common/text/day'
import { startOfDay } from '../../domain/common/clock/ist'
import { usage } from '../exit'

export interface FilterOptions {
  state?: string
  endpoint?: string
  system?: string
  code?: string
  office?: string
  since?: string
  until?: string
}

/** The conditions as the API has them; only those that are given. Throws CliError for what is no instant. */
export function filterOf(options: FilterOptions): Record<string, string> {
  const { state, endpoint, system, code, office, since, until } = options
  const all = {
    state,
    endpoint,
    mechanism: system,
    code,
    office,
    since: instant(since),
    until: instant(until),
  }
  return Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined),
  )
}

/** A day begins at midnight in Kerala. */
function instant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && dayFault(text) === null) return startOfDay(text).toISOString()
  const at = new Date(text)
  if (/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(at.getTime()))
    return at.toISOString()
  throw usage(`${text} is no instant.`, 'Write a day as 2026-11-22, or 2026-11-22T06:30:00Z.')
}
