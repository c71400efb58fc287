// A stage for one story: the skipping server, the real workflows, the book, and what the actors can do.

import type { WorkflowHandle } from '@temporalio/client'
import { temporal } from '@temporalio/proto'
import { Worker } from '@temporalio/worker'
import { randomBytes } from 'node:crypto'
import { createFlows } from '../../../api/flows/temporal-flows'
import { deliveryQueue, MECHANISMS, type Mechanism } from '../../../domain/delivery/mechanism'
import { DISPATCH_QUEUE } from '../../../workflows/dispatch/manifest'
import type { DispatchProgress } from '../../../workflows/dispatch/messages'
import type { EndpointProgress } from '../../../workflows/endpoint/messages'
import { MANIFESTS } from '../../../workflows/manifests'
import { until } from '../../support/until'
import { imitations } from './activities'
import { Book, HOUR } from './book'
import { bundledWorkflows } from './bundle'
import { openSkippingServer, type SkippingServer } from './skipping-server'

/** A recipient: its office, how it is reached, and whether something is asked of it. */
export interface To {
  office: string
  mechanism?: Mechanism
  endpoint?: string
  action?: boolean
}

export interface Letter {
  id: string
  run: WorkflowHandle
  progress(): Promise<DispatchProgress>
  /** What happened to the tapal of an office, with hours and minutes since acceptance. */
  trace(office: string): string[]
  /** The office takes the tapal; `tell` false loses the signal. */
  acknowledge(office: string, options?: { tell: boolean }): Promise<boolean>
  recall(options?: { tell: boolean }): Promise<void>
  /** Time passes until the run has ended. */
  end(): Promise<void>
  /** Types of the events of the run so far, without `EVENT_TYPE_`. */
  events(): Promise<string[]>
}

export interface Stage extends Pick<SkippingServer, 'pass' | 'now' | 'client'> {
  book: Book
  /** Sends a letter; clocks in hours, and how many seats lie above the addressed ones. */
  send(
    to: readonly To[],
    times?: { acknowledgeWithin?: number; escalateEvery?: number; levels?: number; id?: string },
  ): Promise<Letter>
  endpointProgress(id: string): Promise<EndpointProgress | null>
  endpointRun(id: string): WorkflowHandle
  resume(id: string): Promise<void>
  work(): Promise<void>
  /** Stops the workers as a deployment does. */
  rest(): Promise<void>
  close(): Promise<void>
}

const { EventType } = temporal.api.enums.v1

/** Opens the stage with a worker at work; one per file. */
export async function openStage(): Promise<Stage> {
  const server = await openSkippingServer()
  const book = new Book()
  const flows = createFlows(server.client, { manifests: MANIFESTS })
  const { near, delivery } = imitations(book, server.now, {
    ownEndpoint: (id) => flows.signalWithStart('endpoint', id, 'parked'),
    delivered: async (id, word) => void (await flows.signal('dispatch', id, 'delivered', word)),
    rerouted: async (id, lanes) => void (await flows.signal('dispatch', id, 'rerouted', { lanes })),
  })
  const code = await bundledWorkflows()
  let workers: Worker[] = []
  let running: Promise<unknown> = Promise.resolve()

  const stage: Stage = {
    ...server,
    book,
    async send(to, { acknowledgeWithin = 48, escalateEvery = 24, levels = 2, id } = {}) {
      const dispatch = id ?? randomBytes(6).toString('hex')
      const acceptedAt = await server.now()
      book.dispatches.set(dispatch, {
        acceptedAt,
        recalled: false,
        closed: false,
        acknowledgeWithinMs: acknowledgeWithin * HOUR,
        escalateEveryMs: escalateEvery * HOUR,
        levels,
      })
      for (const { office, mechanism = 'kcs-agent', endpoint = mechanism, action = true } of to)
        book.rows.push({
          ...{ dispatch, office, mechanism, endpoint, action },
          ...{ state: 'routed', attempts: 0, nextAttemptAt: null, parked: false, withdrawOwed: false },
          ...{ owes: true, dueAt: null, level: 0, trace: [] },
        })
      const { workflowId } = await flows.start('dispatch', dispatch)
      return letterOf(dispatch, server.client.workflow.getHandle(workflowId))
    },
    endpointProgress: async (id) =>
      (await flows.query('endpoint', id, 'progress')) as EndpointProgress | null,
    endpointRun: (id) => server.client.workflow.getHandle(`endpoint:${id}`),
    resume: async (id) => void (await flows.signal('endpoint', id, 'resumed')),
    async work() {
      const place = { connection: server.native, namespace: 'default' }
      workers = await Promise.all([
        Worker.create({ ...place, taskQueue: DISPATCH_QUEUE, workflowBundle: { code }, activities: near }),
        ...MECHANISMS.map((mechanism) =>
          Worker.create({ ...place, taskQueue: deliveryQueue(mechanism), activities: delivery }),
        ),
      ])
      running = Promise.all(workers.map((worker) => worker.run()))
    },
    async rest() {
      for (const worker of workers) worker.shutdown()
      workers = []
      await running
    },
    async close() {
      await stage.rest()
      await server.close()
    },
  }

  function letterOf(id: string, run: WorkflowHandle): Letter {
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
      end: () => server.skipping(run.result()),
      async events() {
        const { events } = await run.fetchHistory()
        return (events ?? []).map((event) => EventType[event.eventType!].replace('EVENT_TYPE_', ''))
      },
    }
  }

  await stage.work()
  return stage
}

/** Waits until a story has come this far. */
export function reach(what: string, condition: () => unknown): Promise<unknown> {
  return until(condition, { what })
}
