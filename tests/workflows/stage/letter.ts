// A letter of a story: what its sender and its offices can do, and what can be seen of it.

import type { WorkflowHandle } from '@temporalio/client'
import { temporal } from '@temporalio/proto'
import type { TemporalRuns } from '../../../temporal/runs'
import type { DispatchProgress } from '../../../workflows/dispatch/messages'
import { until } from '../../support/until'
import type { Book } from './book'
import type { SkippingServer } from './skipping-server'

export interface Letter {
  id: string
  run: WorkflowHandle
  progress(): Promise<DispatchProgress>
  /** What happened to the tapal of an office, with hours and minutes since acceptance. */
  trace(office: string): string[]
  /** The office takes the tapal; `tell` false loses the signal. */
  acknowledge(office: string, options?: { tell: boolean }): Promise<boolean>
  recall(options?: { tell: boolean }): Promise<void>
  /** Waits until the run has ended, in no more than real time. */
  end(): Promise<void>
  /** Types of the events of the run so far, without `EVENT_TYPE_`. */
  events(): Promise<string[]>
}

const { EventType } = temporal.api.enums.v1

export function actorsOf(
  id: string,
  place: { book: Book; server: SkippingServer; flows: TemporalRuns; run: WorkflowHandle },
): Letter {
  const { book, server, flows, run } = place
  return {
    id,
    run,
    progress: () => run.query<DispatchProgress>('progress'),
    trace: (office) => book.row(id, office).trace,
    async acknowledge(office, { tell } = { tell: true }) {
      const changed = book.acknowledge(book.row(id, office), await server.now())
      if (changed && tell)
        await flows.signal('dispatch', id, 'acknowledged', { outstanding: book.owing(id).owing })
      return changed
    },
    async recall({ tell } = { tell: true }) {
      book.dispatch(id).recalled = true
      book.recall(id, await server.now())
      if (tell) await flows.signal('dispatch', id, 'recalled')
    },
    async end() {
      await until(async () => (await run.describe()).status.name === 'COMPLETED', { what: 'the run to end' })
    },
    async events() {
      const { events } = await run.fetchHistory()
      return (events ?? []).map((event) => EventType[event.eventType!].replace('EVENT_TYPE_', ''))
    },
  }
}
