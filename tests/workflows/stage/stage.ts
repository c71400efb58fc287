// A stage for one story: the skipping server, the real workflows, the book, and what the actors can do.

import { randomBytes } from 'node:crypto'
import type { WorkflowHandle } from '@temporalio/client'
import { Worker } from '@temporalio/worker'
import { createTemporalRuns } from '../../../temporal/temporal-runs'
import { deliveryQueue, MECHANISMS, type Mechanism } from '../../../domain/letters/delivery/mechanism'
import { DISPATCH_QUEUE } from '../../../workflows/dispatch/manifest'
import type { EndpointProgress } from '../../../workflows/endpoint/messages'
import { MANIFESTS } from '../../../workflows/manifests'
import { until } from '../../support/until'
import { imitations } from './activities'
import { Book, HOUR } from './book'
import { bundledWorkflows } from './bundle'
import { actorsOf, type Letter } from './letter'
import { openSkippingServer, type SkippingServer } from './skipping-server'

/** A recipient: its office, how it is reached, and whether something is asked of it. */
export interface To {
  office: string
  mechanism?: Mechanism
  endpoint?: string
  action?: boolean
}

export interface Stage extends Pick<SkippingServer, 'pass' | 'now' | 'client'> {
  book: Book
  /** Sends a letter; clocks in hours, and how many seats lie above the addressed ones. */
  send(
    to: readonly To[],
    times?: { acknowledgeWithin?: number; escalateEvery?: number; levels?: number; recalled?: boolean },
  ): Promise<Letter>
  endpointProgress(id: string): Promise<EndpointProgress | null>
  endpointRun(id: string): WorkflowHandle
  resume(id: string): Promise<void>
  close(): Promise<void>
}

/** Opens the stage with a worker at work; one per file. */
export async function openStage(): Promise<Stage> {
  const server = await openSkippingServer()
  const book = new Book()
  const flows = createTemporalRuns(server.client, { manifests: MANIFESTS })
  const { near, delivery } = imitations(book, server.now, {
    ownEndpoint: (id) => flows.signalWithStart('endpoint', id, 'parked'),
    delivered: async (id, word) => void (await flows.signal('dispatch', id, 'delivered', word)),
    rerouted: async (id, lanes) => void (await flows.signal('dispatch', id, 'rerouted', { lanes })),
  })
  const code = await bundledWorkflows()
  const connection = await server.connect()
  const place = { connection, namespace: 'default' }
  const workers = await Promise.all([
    Worker.create({ ...place, taskQueue: DISPATCH_QUEUE, workflowBundle: { code }, activities: near }),
    ...MECHANISMS.map((mechanism) =>
      Worker.create({ ...place, taskQueue: deliveryQueue(mechanism), activities: delivery }),
    ),
  ])
  const running = Promise.all(workers.map((worker) => worker.run()))

  return {
    ...server,
    book,
    async send(to, { acknowledgeWithin = 48, escalateEvery = 24, levels = 2, recalled = false } = {}) {
      const dispatch = randomBytes(6).toString('hex')
      const acceptedAt = await server.now()
      book.dispatches.set(dispatch, {
        acceptedAt,
        recalled,
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
      if (recalled) book.recall(dispatch, acceptedAt)
      const { workflowId } = await flows.start('dispatch', dispatch)
      return actorsOf(dispatch, { book, server, flows, run: server.client.workflow.getHandle(workflowId) })
    },
    endpointProgress: async (id) =>
      (await flows.query('endpoint', id, 'progress')) as EndpointProgress | null,
    endpointRun: (id) => server.client.workflow.getHandle(`endpoint:${id}`),
    resume: async (id) => void (await flows.signal('endpoint', id, 'resumed')),
    async close() {
      for (const worker of workers) worker.shutdown()
      await running
      await connection.close()
      await server.close()
    },
  }
}

/** Waits until a story has come this far. */
export function reach(what: string, condition: () => unknown): Promise<unknown> {
  return until(condition, { what })
}
