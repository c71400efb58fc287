// The whole list of a letter, routed batch by batch; the dry run and the dispatch both draw it up here.

import { slicesOf } from '../../../domain/common/item/slices'
import type { Recipient } from '../../../domain/letters/dispatch/recipients'
import {
  type CompiledGroup,
  compileGroup,
  holdsSeat,
  type RecipientSet,
  seatsNamedIn,
} from '../../../domain/directory/group/compile'
import { loadGroups } from '../../directory/group/load'
import type { Group } from '../../../domain/directory/group/group'
import type { RoutedLetter } from '../../../domain/letters/routing/accepts'
import { joinReasons } from '../../../domain/letters/routing/reason'
import type { Candidate } from '../../../domain/letters/routing/route'
import { BATCH, openRouter, type PlannedRoute, type RoutedAt, type RouterReads } from './router'
import type { RoutedOffice } from '../../../domain/letters/routing/view'

/** The reads of the directory for a whole list; repositories have this form. */
export interface PlanReads extends RouterReads {
  groups: {
    byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Group>>
  }
  offices: RouterReads['offices'] & {
    /** The offices of the set, in the order of their codes, in batches. */
    inSet(set: RecipientSet, at: Date, batch: number): AsyncIterable<RoutedOffice[]>
  }
}

export interface PlanBatch {
  /** Recipients that appear for the first time, in order. */
  routes: PlannedRoute[]
  /** Recipients of earlier batches that appear again; add their reasons there. */
  again: PlannedRoute[]
  /** Groups on the list that hold nobody. */
  empty: string[]
}

/**
 * Every recipient once, as of the instant: the order is that of the sender's list, and within a group that of the
 * codes of offices. A recipient reached twice is one, and action wins over information. Memory grows by one key for
 * each recipient, nothing else. `size` says how many recipients the next batch has, `BATCH` at most. Throws KcsError for a
 * group that cannot be drawn up.
 */
export async function* planRoutes(
  reads: PlanReads,
  plan: { letter: RoutedLetter; recipients: readonly Recipient[] } & RoutedAt,
  size: () => number = () => BATCH,
): AsyncGenerator<PlanBatch, void> {
  const { letter, recipients, at } = plan
  const routedKeys = new Set<string>()
  const copyKeys = new Set<string>()
  const explicit = recipients.flatMap((recipient, entry) => candidateOf(recipient, entry))
  const router = openRouter(reads, plan, explicit, size())
  for await (const { candidates, offices, empty = [] } of listOf(reads, { recipients, explicit, at, size })) {
    router.learn(offices)
    const routes = await router.route(letter, candidates)
    const copies = routes.flatMap((route) => route.copies).filter((copy) => isNew(copyKeys, copyKey(copy)))
    if (copies.length > 0) routes.push(...(await router.route(letter, copies)))
    yield { ...mergeRoutes(routes, routedKeys), empty }
    router.forget(routes)
  }
}

interface ListPart {
  candidates: Candidate[]
  /** Offices that were read with them. */
  offices: RoutedOffice[]
  empty?: string[]
}

async function* listOf(
  reads: PlanReads,
  {
    recipients,
    explicit,
    at,
    size,
  }: { recipients: readonly Recipient[]; explicit: readonly Candidate[]; at: Date; size: () => number },
): AsyncGenerator<ListPart> {
  for (const candidates of slicesOf(explicit, size)) yield { candidates, offices: [] }
  const ids = recipients.flatMap(({ group }) => group ?? [])
  if (ids.length === 0) return
  const groups = await loadGroups(ids, at, (open) => reads.groups.byIds(open))
  for (const [entry, { group, purpose }] of recipients.entries()) {
    if (group === undefined) continue
    const { reach, set } = compileGroup(group, groups, at)
    const common = { entry, purpose, because: { code: 'group', of: group } } as const
    const seats = await seatsHeld(reads, set, at)
    for (const some of slicesOf(seats, size))
      yield { candidates: some.map((seat) => ({ ...common, office: null, seat, role: null })), offices: [] }
    const role = reach === 'head' ? 'head' : null
    let isEmpty = seats.length === 0
    for await (const offices of reads.offices.inSet(set, at, BATCH))
      for (const some of slicesOf(offices, size)) {
        const candidates = some.map(({ code }) => ({ ...common, office: code, seat: null, role }) as const)
        isEmpty = false
        yield { candidates, offices: some }
      }
    if (isEmpty) yield { candidates: [], offices: [], empty: [group] }
  }
}

/** The seats that the group holds as such; a seat without its office stays, so that it shows and is not lost. */
export async function seatsHeld(
  reads: Pick<PlanReads, 'offices' | 'seats'>,
  set: CompiledGroup['set'],
  at: Date,
): Promise<string[]> {
  const ids = [...new Set(seatsNamedIn(set))]
  if (ids.length === 0) return []
  const seats = await reads.seats.byIds(ids)
  const offices = await reads.offices.byCodes([...new Set([...seats.values()].map(({ office }) => office))])
  return ids.filter((id) => {
    const office = offices.get(seats.get(id)?.office ?? '')
    return !office || holdsSeat(set, { id, office }, at)
  })
}

/** An office or seat on the sender's list; a group gives none. */
export function candidateOf({ office, seat, purpose }: Recipient, entry: number): Candidate[] {
  if (seat !== undefined)
    return [{ entry, office: null, seat, role: null, purpose, because: { code: 'seat-named', of: seat } }]
  if (office === undefined) return []
  return [{ entry, office, seat: null, role: null, purpose, because: { code: 'named' } }]
}

function mergeRoutes(routes: readonly PlannedRoute[], routedKeys: Set<string>): Omit<PlanBatch, 'empty'> {
  const firstRoutes = new Map<string, PlannedRoute>()
  const repeatedRoutes = new Map<string, PlannedRoute>()
  for (const route of routes) {
    const key = `${route.office}\n${route.seat ?? ''}`
    const first = firstRoutes.get(key) ?? repeatedRoutes.get(key)
    if (first) join(first, route)
    else (routedKeys.has(key) ? repeatedRoutes : firstRoutes).set(key, route)
  }
  for (const key of firstRoutes.keys()) routedKeys.add(key)
  return { routes: [...firstRoutes.values()], again: [...repeatedRoutes.values()] }
}

/** Adds to a route the reasons and purpose of the same recipient elsewhere on the list. */
export function join(
  route: Pick<PlannedRoute, 'purpose' | 'addressedTo' | 'why'>,
  other: Pick<PlannedRoute, 'purpose' | 'addressedTo' | 'why'>,
): void {
  if (other.purpose === 'action') route.purpose = 'action'
  route.addressedTo = [...new Set([...route.addressedTo, ...other.addressedTo])]
  route.why = joinReasons(route.why, other.why)
}

function copyKey({ office, seat, because }: Candidate): string {
  return `${office ?? ''}\n${seat ?? ''}\n${because.of ?? ''}`
}

function isNew(keys: Set<string>, key: string): boolean {
  if (keys.has(key)) return false
  keys.add(key)
  return true
}
