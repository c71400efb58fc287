// The registered flows as they are listed, and their runs.

import { z } from 'zod'
import { id, instant } from '../../../http/fields'

export const TAG = 'Flows'
export const OPERATORS = { roles: ['operator', 'admin'] } as const

export const flowSchema = z
  .object({
    name: z.string(),
    workflowType: z.string(),
    taskQueue: z.string(),
    signals: z.array(z.string()),
    queries: z.array(z.string()),
    mayStart: z.array(z.string()),
    maySignal: z.array(z.string()),
  })
  .meta({ id: 'Flow' })

export const flowListSchema = z.object({ items: z.array(flowSchema) })

export const runSchema = z
  .object({
    name: z.string(),
    subject: z.string(),
    workflowId: z.string(),
    runId: z.string(),
    status: z.string(),
    startedAt: instant,
    closedAt: instant.nullable(),
    historyEvents: z.number(),
    temporal: z.string().nullable(),
  })
  .meta({ id: 'FlowRun' })

export const flowParams = z.object({ name: id })
export const runParams = z.object({ name: id, id })
export const signalParams = z.object({ name: id, id, signal: id })
export const queryParams = z.object({ name: id, id, query: id })
export const startSchema = z.strictObject({
  subject: id.meta({ description: 'What the run is about, such as the id of a dispatch.' }),
})
/** Each signal has a schema of its own in the table of cases. */
export const argumentSchema = z
  .unknown()
  .optional()
  .meta({
    description: 'What the signal takes; no body where it takes nothing.',
    example: { reason: 'The order was cancelled.' },
  })
export const startedSchema = z.object({ workflowId: z.string() })
export const toldSchema = z.object({
  running: z.boolean().meta({ description: 'Whether there was a run to tell.' }),
})
export const answerSchema = z.object({ answer: z.unknown().meta({ example: { state: 'delivered' } }) })
