// One round of collecting from a system: page after page is taken, settled and noted, and what waits is tried again.

import type { CollectPage, CollectResult } from '../../../connectors/collect'
import type { Connector } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { afterAnswer, afterFault, type Collection } from '../../../domain/letters/collect/collection'
import {
  afterItems,
  type CollectEntry,
  cursorsDue,
  entryName,
  MAX_WAITING,
  type Remembered,
  waitingOf,
} from '../../../domain/letters/collect/entry'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { noteHealth } from '../delivery/breaker'
import { type CollectDeps, startingAtOnce } from './deps'
import { type Held, whyHeld } from './held'
import { type PageResult, refusal, takePage } from './page'
import { askSystem, tellSystem } from './system'
import type { Sending } from './take-letter'

/** Counts only: what a run may know of a round. */
export interface CollectReport {
  /** Why nothing was asked, where nothing was. */
  held: Held | null
  pages: number
  taken: number
  reports: number
  refused: number
  /** Code of the fault that ended the round; empty where all went well. */
  fault: string
  /** There is more than one round reads; it is worth going on at once. */
  goesOn: boolean
}

export interface RoundControls {
  /** Called often; throws when the work is to stop. */
  beat(): void
  /** At the word of an operator, or of the system itself: a wait after a fault ends. */
  atOnce?: boolean
}

/** Pages of one round, so that a system that never ends holds up nobody, and a kill repeats little. */
const PAGES_A_ROUND = 50
/** Pages that are read again for what waits. */
const PAGES_AGAIN = 5

/**
 * Collects once. Whatever dies in between, and however many collect at once, a letter is taken once: each step is safe to
 * repeat, and the cursor moves on, conditionally, when a page is done and the system was told. Throws what is KCS's own
 * fault: a database or a store that is away.
 */
export async function collectFrom(
  deps: CollectDeps,
  { endpoint: id }: { endpoint: string },
  controls: RoundControls,
): Promise<CollectReport> {
  const { repositories, connectors, now } = deps
  const record = await repositories.endpoints.byId(id)
  const collection = await repositories.collects.of(id)
  const agent = record?.agent ? await repositories.agents.byId(record.agent) : null
  const held = whyHeld(record, agent, connectors, collection, {
    now: now(),
    atOnce: controls.atOnce === true,
  })
  // A pause of ours has a run that probes and ends it, also where no letter is parked.
  if (held === 'paused' && record?.pausedBy === 'kcs') await deps.runs.start('endpoint', id)
  if (held !== null || !record || !agent) return { ...NOTHING, held: held ?? 'no-such-endpoint' }
  const atOnce = startingAtOnce(deps.runs)
  const round = new Round(deps, {
    record,
    connector: connectors[record.mechanism],
    collection,
    sending: { endpoint: id, runs: atOnce.runs, caller: { kind: 'agent', agent, keyId: `collect:${id}` } },
    beat: controls.beat,
  })
  try {
    await round.run()
  } finally {
    await atOnce.done()
  }
  return round.report
}

const NOTHING: CollectReport = {
  held: null,
  pages: 0,
  taken: 0,
  reports: 0,
  refused: 0,
  fault: '',
  goesOn: false,
}

interface RoundParts {
  record: EndpointRecord
  connector: Connector
  collection: Collection
  sending: Sending
  beat(): void
}

/** Thrown to end a round at a fault of the system. */
class RoundFault extends Error {
  constructor(readonly outcome: Outcome) {
    super('the system is not well')
  }
}

class Round {
  readonly report: CollectReport = { ...NOTHING }
  private collection: Collection

  constructor(
    private readonly deps: CollectDeps,
    private readonly parts: RoundParts,
  ) {
    this.collection = parts.collection
  }

  async run(): Promise<void> {
    const { deps, parts } = this
    const { record } = parts
    try {
      // New letters first: what waits may take long.
      if (await this.goThroughNew()) await this.tryAgain()
      const failure = failureName(record.id)
      if (record.failing.includes(failure)) await deps.repositories.endpoints.mended(record.id, failure)
    } catch (error) {
      if (!(error instanceof RoundFault)) throw error
      await this.noteFault(error.outcome)
    }
  }

  /** Returns false where another collector is at work, too. */
  private async goThroughNew(): Promise<boolean> {
    for (let pages = 1; ; pages += 1) {
      const after = this.collection.cursor
      const page = await this.ask(after)
      const result = await this.take(page, after, null)
      await this.settle(result.results)
      const noted = await this.note({ ...result, after, cursor: page.next })
      if (!noted) return false
      // What asks for the same page again, and brought nothing new in it, would do so for ever.
      const isStuck = page.next === after && result.dispatches.size + result.reports === 0
      if (!page.hasMore || isStuck) return true
      if (pages === PAGES_A_ROUND || !(await this.isStillOpen())) {
        this.report.goesOn = pages === PAGES_A_ROUND
        return true
      }
    }
  }

  /** What waits and is due: its page is read again. What stands there no more is refused, so that somebody looks. */
  private async tryAgain(): Promise<void> {
    const { now } = this.deps
    const cursors = cursorsDue(this.collection.entries, now()).filter((one) => one !== this.collection.cursor)
    for (const after of cursors.slice(0, PAGES_AGAIN)) {
      const at = now()
      const due = this.collection.entries.filter(
        (entry) => entry.state === 'waiting' && entry.after === after && entry.nextAt! <= at,
      )
      if (due.length === 0) continue
      const only = new Set(due.map(entryName))
      this.parts.beat()
      const page = await askSystem(this.deps, this.parts, after)
      if ('fault' in page) {
        // New letters come all the same: an old place that cannot be read is the trouble of what waits there.
        if (!(await this.noteUnread(due, after, page.fault))) return
        continue
      }
      this.report.pages += 1
      const result = await this.take(page, after, only)
      const seen = new Set([...result.items, ...keysOf(page)].map(entryName))
      const missing = due
        .filter((entry) => !seen.has(entryName(entry)))
        .map((entry): Remembered => ({ ...entry, state: 'refused', faults: [NOT_OFFERED] }))
      result.items.push(...missing)
      result.refused += missing.length
      await this.settle(result.results)
      const { cursor } = this.collection
      if (!(await this.note({ ...result, after, cursor }))) return
    }
  }

  /** Tried, and not to be had: waits longer, or is given up in time. */
  private noteUnread(due: readonly CollectEntry[], after: string | null, fault: Outcome): Promise<boolean> {
    const code = 'code' in fault ? fault.code : fault.kind
    const detail = `The place where the system offered it cannot be read (${code}).`
    const items = due.map((entry): Remembered => ({ ...entry, faults: [{ pointer: '', detail }] }))
    const { cursor } = this.collection
    return this.note({ items, dispatches: new Set(), reports: 0, refused: 0, after, cursor })
  }

  private async ask(after: string | null): Promise<CollectPage> {
    this.parts.beat()
    const answer = await askSystem(this.deps, this.parts, after)
    if ('fault' in answer) throw new RoundFault(answer.fault)
    this.report.pages += 1
    return answer
  }

  private take(
    page: CollectPage,
    after: string | null,
    only: ReadonlySet<string> | null,
  ): Promise<PageResult> {
    const { record, sending, beat } = this.parts
    const entries = new Map(this.collection.entries.map((entry) => [entryName(entry), entry]))
    const countedUntil = this.collection.collectedAt
    return takePage(this.deps, { record, sending, page, entries, only, countedUntil, beat })
  }

  private async settle(results: readonly CollectResult[]): Promise<void> {
    this.parts.beat()
    const fault = await tellSystem(this.deps, this.parts, results)
    if (fault !== null) throw new RoundFault(fault)
  }

  /** Writes what came of a page, with the cursor behind it. Returns false where another collector wrote before. */
  private async note(done: {
    items: readonly Remembered[]
    dispatches: ReadonlySet<string>
    reports: number
    refused: number
    after: string | null
    cursor: string | null
  }): Promise<boolean> {
    const { now, random } = this.deps
    const at = now()
    const { backOff } = this.parts.record
    const { after, cursor } = done
    const { entries, givenUp } = afterItems(this.collection.entries, done.items, {
      ...{ after, backOff, random: random(), now: at },
    })
    if (waitingOf(entries) > MAX_WAITING)
      throw new RoundFault({ kind: 'retry-later', code: 'too-much-waits', inDoubt: false })
    await this.settle(givenUp.map((entry) => refusal(entry, entry.faults)))
    const refused = done.refused + givenUp.length
    const next: Collection = {
      ...afterAnswer(this.collection, at),
      ...{ cursor, entries },
      taken: this.collection.taken + done.dispatches.size,
      reports: this.collection.reports + done.reports,
      refused: this.collection.refused + refused,
    }
    if (!(await this.save(next))) return false
    this.report.taken += done.dispatches.size
    this.report.reports += done.reports
    this.report.refused += refused
    return true
  }

  private async noteFault(outcome: Outcome): Promise<void> {
    const { deps, parts } = this
    const code = 'code' in outcome ? outcome.code : outcome.kind
    const at = deps.now()
    const wait = { code, ...(outcome.kind === 'busy' ? { afterMs: outcome.afterMs } : {}) }
    const { backOff } = parts.record
    await this.save(afterFault(this.collection, wait, { backOff, random: deps.random(), now: at }))
    this.report.fault = code
    await noteHealth(deps, parts.record, new Map([[failureName(parts.record.id), outcome]]), at)
  }

  private async save(next: Collection): Promise<boolean> {
    const isOurs = await this.deps.repositories.collects.save(this.parts.record.id, next)
    if (isOurs) this.collection = { ...next, version: next.version + 1 }
    return isOurs
  }

  /** An operator's pause ends a long round. */
  private async isStillOpen(): Promise<boolean> {
    return (await this.deps.repositories.endpoints.byId(this.parts.record.id))?.state === 'open'
  }
}

const NOT_OFFERED = {
  pointer: '',
  detail:
    'The system does not offer it any more where it stood. It is taken when the system offers it again.',
}

/** Under this name a collection counts among the failures of its endpoint: once, however often it fails. */
function failureName(endpoint: string): string {
  return `collect:${endpoint}`
}

function keysOf({ letters, reports }: CollectPage): Pick<Remembered, 'of' | 'key'>[] {
  const named = (of: Remembered['of']) => (item: { key?: string | null }) =>
    item.key ? [{ of, key: item.key }] : []
  return [...letters.flatMap(named('letter')), ...reports.flatMap(named('report'))]
}
