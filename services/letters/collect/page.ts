// One page of what a system offers: its letters and reports are looked at, none holding up the others.

import type { CollectedLetter, CollectPage, CollectResult, UnreadLetter } from '../../../connectors/collect'
import type { AgentReport, UnreadReport } from '../../../connectors/report'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { errorEntry, type FieldError } from '../../../domain/common/error'
import {
  type CollectedThing,
  type CollectEntry,
  entryName,
  isSettled,
  type Remembered,
} from '../../../domain/letters/collect/entry'
import { MAX_COLLECT_KEY } from '../../../domain/letters/collect/limits'
import { openReports } from '../callback/reports'
import { isAway } from '../../operations/duty/away'
import type { CollectDeps } from './deps'
import { change } from './stated'
import { type Sending, takeLetter } from './take-letter'

/** What is looked at in one page, and by what it is judged. */
export interface PageWork {
  record: EndpointRecord
  sending: Sending
  page: CollectPage
  /** What is remembered of items that were not taken, by name. */
  entries: ReadonlyMap<string, CollectEntry>
  /** Items of these names alone; all where it is null. */
  only: ReadonlySet<string> | null
  /** When the last page was noted: letters accepted later were not counted yet. */
  countedUntil: Date | null
  /** Called before each item; throws when the work is to stop. */
  beat(): void
}

export interface PageResult {
  /** For the system: each item that was taken or refused, also where that was known. */
  results: CollectResult[]
  /** For the record: each item that was looked at now. */
  items: Remembered[]
  /** The letters taken that were not counted before. */
  dispatches: Set<string>
  reports: number
  refused: number
}

/** Letters looked at at once: one with a large document on a thin line holds up no other. */
const AT_ONCE = 4

/** Throws what concerns everything: a database or a store that is away, or that the work is to stop. */
export async function takePage(deps: CollectDeps, work: PageWork): Promise<PageResult> {
  const sum: PageResult = { results: [], items: [], dispatches: new Set(), reports: 0, refused: 0 }
  await eachKey(work.page.letters, AT_ONCE, (letter) => lookAtLetter(deps, work, letter, sum))
  const reports = work.page.reports
  const takeNext = await openReports({ ...deps, runs: work.sending.runs }, work.record, reports)
  // One after the other, for they tell of one letter in their order.
  for (const [index, report] of reports.entries())
    await lookAtReport(deps, work, report, sum, (now) => takeNext(report, `/reports/${index}`, now))
  return sum
}

async function lookAtLetter(
  deps: CollectDeps,
  work: PageWork,
  letter: CollectedLetter | UnreadLetter,
  sum: PageResult,
): Promise<void> {
  const digest = deps.secrets.digest(
    letter.kind === 'unread' ? JSON.stringify([letter.version ?? '', letter.errors]) : change(letter),
  )
  const hasKey = letter.key !== null && isKey(letter.key)
  const item = { of: 'letter', key: hasKey ? letter.key! : nameless(digest), digest } as const
  if (isPassedOver(deps, work, item, sum, hasKey)) return
  if (!hasKey && letter.kind !== 'unread')
    return note(sum, item, { kind: 'refused', errors: [NO_KEY] }, false)
  const result = await takeLetter(deps, work.sending, letter)
  if (result.kind === 'taken') {
    sum.results.push({ of: 'letter', key: item.key, kind: 'taken', dispatch: result.dispatch })
    sum.items.push({ ...item, state: 'taken', faults: [] })
    // One that waited was not counted; one that an earlier round accepted was, unless that round was cut before it wrote.
    const isNew = result.created || work.entries.get(entryName(item))?.state === 'waiting'
    const isCounted = !isNew && work.countedUntil !== null && result.acceptedAt <= work.countedUntil
    if (!isCounted) sum.dispatches.add(result.dispatch)
    return
  }
  note(sum, item, result, hasKey)
}

async function lookAtReport(
  deps: CollectDeps,
  work: PageWork,
  report: AgentReport | UnreadReport,
  sum: PageResult,
  take: (now: Date) => ReturnType<Awaited<ReturnType<typeof openReports>>>,
): Promise<void> {
  const digest = deps.secrets.digest(JSON.stringify(report))
  const item = { of: 'report', key: report.key ?? nameless(digest), digest } as const
  const hasKey = report.key !== undefined
  if (isPassedOver(deps, work, item, sum, hasKey)) return
  try {
    const result = await take(deps.now())
    if (result.kind === 'refused') return note(sum, item, result, hasKey)
    sum.results.push({ of: 'report', key: item.key, kind: 'taken' })
    sum.items.push({ ...item, state: 'taken', faults: [] })
    sum.reports += 1
  } catch (error) {
    if (isAway(error)) throw error
    const { title, remedy } = errorEntry('internal')
    note(sum, item, { kind: 'waiting', errors: [{ pointer: '', detail: `${title} ${remedy}` }] }, hasKey)
  }
}

type Item = Pick<Remembered, 'of' | 'key' | 'digest'>

/** Whether nothing is to be done with the item now; what is known of it is told to the system again. */
function isPassedOver(
  { now }: CollectDeps,
  { entries, only, beat }: PageWork,
  item: Item,
  sum: PageResult,
  hasKey: boolean,
): boolean {
  if (only !== null && !only.has(entryName(item))) return true
  beat()
  const entry = entries.get(entryName(item))
  if (!isSettled(entry, item.digest, now())) return false
  if (entry?.state === 'refused' && hasKey) sum.results.push(refusal(item, entry.faults))
  return true
}

function note(
  sum: PageResult,
  item: Item,
  { kind, errors }: { kind: 'refused' | 'waiting'; errors: readonly FieldError[] },
  hasKey: boolean,
): void {
  sum.items.push({ ...item, state: kind, faults: errors })
  if (kind === 'waiting') return
  sum.refused += 1
  if (hasKey) sum.results.push(refusal(item, errors))
}

/** What the system is told of an item that is refused. */
export function refusal(
  { of, key }: { of: CollectedThing; key: string },
  errors: readonly FieldError[],
): CollectResult {
  return { of, key, kind: 'refused', errors }
}

const NO_KEY: FieldError = {
  pointer: '/key',
  detail: `The letter has no id that can be kept: a text of 1 to ${MAX_COLLECT_KEY} characters.`,
}

function isKey(key: string): boolean {
  return key !== '' && key.length <= MAX_COLLECT_KEY
}

/** What an item is remembered under whose key cannot be read. */
function nameless(digest: string): string {
  return `#${digest.slice(0, 16)}`
}

/** Works on several items at once, on those of one key one after the other. The first fault ends it, after the open ones. */
async function eachKey<Item extends { key: string | null }>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const byKey = new Map<unknown, Item[]>()
  for (const item of items) {
    const key = item.key ?? item
    byKey.set(key, [...(byKey.get(key) ?? []), item])
  }
  const queue = [...byKey.values()]
  const lane = async (): Promise<void> => {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      try {
        for (const item of group) await work(item)
      } catch (error) {
        queue.length = 0
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane))
  for (const one of lanes) if (one.status === 'rejected') throw one.reason
}
