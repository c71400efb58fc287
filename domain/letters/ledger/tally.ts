// How many recipients of a letter are in which state: in all, by district, and by department.

import type { CountByState } from '../dispatch/dispatch'
import type { Purpose } from '../dispatch/recipients'
import { TAPAL_STATES, type TapalState } from '../tapal/states'
import { LEDGER_STANDINGS, type LedgerStanding, ledgerStandingOf } from './standing'

/** So many recipients have all of this in common. */
export interface TallyCell {
  district: string
  department: string
  state: TapalState
  purpose: Purpose
  count: number
}

/** What is counted of some recipients. */
export interface Counted {
  counts: CountByState
  /** Those that owe an acknowledgement and have the letter: who can be reminded. */
  owing: number
}

/** The same of one district or department; `of` is empty for offices of none. */
export interface Share extends Counted {
  of: string
}

/** Each recipient is counted once in all, once in a district, and once in a department. */
export interface Tally {
  all: Counted
  districts: Share[]
  departments: Share[]
}

/** Adds up cells; districts and departments come in the order of their names. */
export function tallyOf(cells: Iterable<TallyCell>): Tally {
  const all = nothing()
  const districts = new Map<string, Counted>()
  const departments = new Map<string, Counted>()
  for (const cell of cells)
    for (const counted of [all, shareIn(districts, cell.district), shareIn(departments, cell.department)])
      add(counted, cell)
  return { all, districts: sharesOf(districts), departments: sharesOf(departments) }
}

/** How many recipients were counted. */
export function totalOf({ counts }: Pick<Counted, 'counts'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** The counts by how recipients stand, every standing named. */
export function countByStanding({ counts }: Pick<Counted, 'counts'>): Record<LedgerStanding, number> {
  const sums = Object.fromEntries(LEDGER_STANDINGS.map((standing) => [standing, 0])) as Record<
    LedgerStanding,
    number
  >
  for (const state of TAPAL_STATES) sums[ledgerStandingOf(state)] += counts[state] ?? 0
  return sums
}

const nothing = (): Counted => ({ counts: {}, owing: 0 })

function shareIn(shares: Map<string, Counted>, of: string): Counted {
  const share = shares.get(of) ?? nothing()
  shares.set(of, share)
  return share
}

function add(counted: Counted, { state, purpose, count }: TallyCell): void {
  counted.counts[state] = (counted.counts[state] ?? 0) + count
  if (state === 'delivered' && purpose === 'action') counted.owing += count
}

function sharesOf(shares: ReadonlyMap<string, Counted>): Share[] {
  return [...shares]
    .map(([of, counted]) => ({ of, ...counted }))
    .sort((one, other) => (one.of < other.of ? -1 : 1))
}
