// The figures of the record as gauges. Every process may export them: they are the same in all.

import { Gauge, type Registry } from 'prom-client'
import type { Figure, Figures } from '../../services/operations/figure/read'

/** For so long one reading serves all who ask. */
const FRESH_MS = 15_000
/** A reading that takes longer counts as failed. */
const READ_MS = 5_000

interface Card {
  name: string
  help: string
  /** Name of the label, of which each value has a figure of its own. */
  label?: 'state' | 'channel'
  /** The value, or the value of each label. */
  of(figures: Figures): number | Record<string, number>
}

const of = (figures: Record<string, Figure>, field: keyof Figure): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([label, figure]) => [label, figure[field]]))

/** Ages are in seconds; 0 where nothing waits. */
export const FIGURE_CARDS: readonly Card[] = [
  {
    name: 'kcs_outbox_dispatches',
    help: 'Dispatches accepted whose run is not started, counted up to 100,000.',
    of: ({ outbox }) => outbox.count,
  },
  {
    name: 'kcs_outbox_oldest_seconds',
    help: 'Since when the oldest of them was accepted.',
    of: ({ outbox }) => outbox.seconds,
  },
  {
    name: 'kcs_desk_letters',
    help: "Letters at the operator's desk, counted up to 100,000.",
    label: 'state',
    of: ({ desk }) => of(desk, 'count'),
  },
  {
    name: 'kcs_desk_oldest_seconds',
    help: 'Since when the oldest of them was accepted.',
    label: 'state',
    of: ({ desk }) => of(desk, 'seconds'),
  },
  {
    name: 'kcs_withdrawals_owed',
    help: 'Tapals of recalled letters still to be taken back at agents, counted up to 1,000.',
    of: ({ withdrawals }) => withdrawals.count,
  },
  {
    name: 'kcs_withdrawals_late_seconds',
    help: 'Since when the first of them is due to be asked for.',
    of: ({ withdrawals }) => withdrawals.seconds,
  },
  {
    name: 'kcs_clocks_overdue',
    help: 'Clocks due for more than a minute that no run has looked at, counted up to 1,000.',
    of: ({ clocks }) => clocks.count,
  },
  {
    name: 'kcs_clocks_late_seconds',
    help: 'Since when the first of them is due.',
    of: ({ clocks }) => clocks.seconds,
  },
  {
    name: 'kcs_tapals_unfollowed',
    help: 'Tapals whose newest events audit log, feed and notices do not have, counted up to 100,000.',
    of: ({ unfollowed }) => unfollowed.tapals,
  },
  {
    name: 'kcs_dispatches_unfollowed',
    help: 'Dispatches whose newest changes the audit log does not have, counted up to 100,000.',
    of: ({ unfollowed }) => unfollowed.dispatches,
  },
  {
    name: 'kcs_notices_waiting',
    help: 'Notices that wait to go out, counted up to 100,000.',
    label: 'channel',
    of: ({ notices }) => of(notices, 'count'),
  },
  {
    name: 'kcs_notices_late_seconds',
    help: 'Since when the first of them is due.',
    label: 'channel',
    of: ({ notices }) => of(notices, 'seconds'),
  },
  {
    name: 'kcs_audit_unchained',
    help: 'Entries of the audit log without a place in its chain, counted up to 1,000.',
    of: ({ unchained }) => unchained.count,
  },
  {
    name: 'kcs_audit_unchained_oldest_seconds',
    help: 'Since when the first of them is entered.',
    of: ({ unchained }) => unchained.seconds,
  },
  {
    name: 'kcs_runs_failing',
    help: 'Runs whose code fails again and again, counted up to 100 of each case.',
    of: ({ failing }) => failing.count,
  },
  {
    name: 'kcs_runs_failing_oldest_seconds',
    help: 'Since when the first of them is known.',
    of: ({ failing }) => failing.seconds,
  },
  {
    name: 'kcs_webhooks_dead',
    help: 'Webhooks to which nothing is sent any more, counted up to 200.',
    of: ({ deadWebhooks }) => deadWebhooks.count,
  },
  {
    name: 'kcs_webhooks_dead_oldest_seconds',
    help: 'Since when the first of them is dead.',
    of: ({ deadWebhooks }) => deadWebhooks.seconds,
  },
  {
    name: 'kcs_visitors_missed',
    help: 'Endpoints whose agents have not come for four hours though letters lie ready, counted up to 200.',
    of: ({ missedVisitors }) => missedVisitors.count,
  },
  {
    name: 'kcs_visitors_missed_seconds',
    help: 'Since when the first of them did not come; 0 for those that never came.',
    of: ({ missedVisitors }) => missedVisitors.seconds,
  },
]

export const READ_METRIC = 'kcs_record_read'

/**
 * Registers the gauges. The record is read when the figures are asked for and the last reading is older than 15 seconds;
 * those who ask meanwhile wait for the same reading. Where it fails there are no figures, and `kcs_record_read` is 0.
 */
export function registerFigures(
  registry: Registry,
  read: () => Promise<Figures>,
  { without = [], now = Date.now }: { without?: readonly string[]; now?: () => number } = {},
): void {
  const fresh = keptFresh(() => within(read(), READ_MS), now)
  new Gauge({
    name: READ_METRIC,
    help: 'Whether the figures of the record could be read: 1 or 0.',
    registers: [registry],
    async collect() {
      this.set((await fresh()) === null ? 0 : 1)
    },
  })
  for (const { name, help, label, of: valueOf } of FIGURE_CARDS) {
    if (without.includes(name)) continue
    new Gauge({
      name,
      help,
      labelNames: label ? [label] : [],
      registers: [registry],
      async collect() {
        const figures = await fresh()
        this.reset()
        if (figures === null) return label ? undefined : this.remove()
        const value = valueOf(figures)
        if (typeof value === 'number') return void this.set(value)
        for (const [labelled, one] of Object.entries(value)) this.set({ [label!]: labelled }, one)
      },
    })
  }
}

/** The newest result for as long as it is fresh, null where the last one failed; a failure is kept as long. */
function keptFresh<Result>(read: () => Promise<Result>, now: () => number): () => Promise<Result | null> {
  let last: { at: number; result: Promise<Result | null> } | null = null
  return () => {
    if (last === null || now() - last.at >= FRESH_MS)
      last = {
        at: now(),
        result: read().catch(() => null),
      }
    return last.result
  }
}

async function within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it took too long')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
