// The operator's desk: how systems stand, which letters have failed or wait, and jobs on them.

import { z } from 'zod'
import {
  DESK_ACTS,
  DESK_STATES,
  JOB_STATES,
  MAX_PER_MINUTE,
  MAX_SELECTION,
  USUAL_PER_MINUTE,
} from '../../../../domain/operations/desk/desk'
import { DEATHS } from '../../../../domain/access/subscription/subscription'
import { URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { MAX_ANSWER } from '../../../../domain/letters/delivery/outcome'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { CAUSES, EVENT_KINDS } from '../../../../domain/letters/tapal/event'
import { TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import { id, instant, line, officeCode, pageFields, pageSchema } from '../../../http/fields'
import { endpointSchema } from '../../letters/endpoint/schema'

export const TAG = 'Desk'

const count = z.number()

export const systemHealthSchema = endpointSchema
  .omit({ failuresInRow: true, parked: true, parkedSince: true })
  .extend({
    lastSuccessAt: instant
      .nullable()
      .meta({ description: 'When a letter last went through, to the minute.' }),
    queued: count.meta({ description: 'Letters to be handed over, also those nothing has gone wrong with.' }),
    queuedSince: instant.nullable(),
    letters: z.object({ failed: count, parked: count, waiting: count, 'in-doubt': count }),
    oldest: instant.nullable().meta({ description: 'When the oldest letter of its desk was accepted.' }),
    faults: z.array(z.object({ code: z.string(), count })).meta({
      description: 'What last went wrong with the letters of its desk, the most frequent first.',
    }),
    collecting: z
      .object({
        collectedAt: instant.nullable().meta({ description: 'When it last was asked and answered.' }),
        taken: count.meta({ description: 'Letters taken since it was registered.' }),
        reports: count.meta({ description: 'Reports taken.' }),
        refused: count.meta({ description: 'Letters and reports refused.' }),
        refusedNow: count.meta({
          description: 'Those that lie refused now, see /v1/endpoints/{id}/collection.',
        }),
        waiting: count.meta({ description: 'Those that are tried again by themselves.' }),
        fault: z.string().nullable().meta({ description: 'Why the last collection failed.' }),
        notBefore: instant.nullable().meta({ description: 'It is not asked again before.' }),
      })
      .nullable()
      .meta({ description: 'How letters are collected from it; null for a system that calls KCS itself.' }),
  })
  .meta({ id: 'SystemHealth' })
export type SystemHealthResponse = z.infer<typeof systemHealthSchema>
export const healthQuery = z.strictObject({ endpoint: id.optional().meta({ description: 'Only this one.' }) })
export const healthSchema = z.object({ items: z.array(systemHealthSchema) })

export const failingRunSchema = z
  .object({
    case: z.string().meta({ description: 'Name of the flow, such as `dispatch`.' }),
    subject: z.string().meta({ description: 'Id of what it is a run of: the dispatch, or the endpoint.' }),
    cause: z.string().meta({ description: 'As Temporal names it, such as `NonDeterministicError`.' }),
    since: instant.meta({ description: 'When it was first seen to fail.' }),
    temporal: z.string().nullable().meta({ description: 'The run in Temporal Web.' }),
  })
  .meta({ id: 'FailingRun' })
export type FailingRunResponse = z.infer<typeof failingRunSchema>
export const failingRunsSchema = z.object({ items: z.array(failingRunSchema) })

export const silentAgentsSchema = z
  .object({
    webhooks: z
      .array(
        z.object({
          id: z.string(),
          agent: z.string(),
          death: z.enum(DEATHS).nullable(),
          diedAt: instant.nullable(),
          sentUpTo: count,
          last: count.meta({ description: 'The newest change that it was told of.' }),
          tried: z
            .object({ at: instant, status: count.nullable(), fault: z.string().nullable() })
            .nullable()
            .meta({ description: 'The last try.' }),
        }),
      )
      .meta({ description: 'Webhooks that are dead, the one that died first first; 200 at most.' }),
    visitors: z
      .array(
        z.object({
          endpoint: z.string(),
          agent: z.string().nullable(),
          fetchedAt: instant.nullable().meta({ description: 'When it last came; null where it never did.' }),
          letters: count.meta({ description: 'Letters that have lain ready for four hours and more.' }),
        }),
      )
      .meta({
        description: 'Endpoints whose agents come for their letters, and have not come for four hours.',
      }),
  })
  .meta({ id: 'SilentAgents' })
export type SilentAgentsResponse = z.infer<typeof silentAgentsSchema>

const place = z.object({ office: z.string(), seat: z.string() })

export const deskLetterSchema = z
  .object({
    id: z.string(),
    dispatchId: z.string(),
    sender: place,
    recipient: place,
    mechanism: z.enum(MECHANISMS),
    endpoint: z.string(),
    state: z.enum(DESK_STATES).nullable().meta({ description: 'Null where it does not lie at the desk.' }),
    code: z.string().meta({ description: 'What last went wrong with it.' }),
    attempts: count,
    urgency: z.enum(URGENCIES),
    acceptedAt: instant,
    ageSeconds: count,
    lastAt: instant.meta({ description: 'When its history was last added to.' }),
    nextAttemptAt: instant.nullable(),
  })
  .meta({ id: 'DeskLetter', description: 'A letter without subject and names.' })
export type DeskLetterResponse = z.infer<typeof deskLetterSchema>
export const deskLettersSchema = pageSchema(deskLetterSchema).meta({ id: 'DeskLetters' })

export const deskLetterDetailSchema = deskLetterSchema
  .extend({
    tapalState: z.enum(TAPAL_STATES),
    expiresAt: instant.nullable().meta({ description: 'When one that has failed expires.' }),
    history: z.array(
      z.object({
        sequence: count,
        kind: z.enum(EVENT_KINDS),
        state: z.enum(TAPAL_STATES),
        cause: z.enum(CAUSES),
        actor: z.enum(['kcs', 'agent', 'seat', 'operator', 'link']),
        at: instant,
        attempt: count.optional(),
        code: z.string().optional().meta({ description: 'The exact code of the answer.' }),
        answer: z.string().max(MAX_ANSWER).optional().meta({
          description:
            'The beginning of what the system answered, without secrets; only while the glass is broken, for it may speak of the letter.',
        }),
        dueAt: instant.optional(),
      }),
    ),
    glass: z
      .object({
        until: instant,
        subject: z.string(),
        letterNumber: z.string(),
        letterDate: z.string(),
        number: z.string().nullable(),
        sender: z.string(),
        recipient: z.string(),
      })
      .nullable()
      .meta({ description: 'The letter itself, only while the glass is broken.' }),
    temporal: z.string().nullable().meta({ description: 'The run of its dispatch in Temporal Web.' }),
  })
  .meta({ id: 'DeskLetterDetail' })
export type DeskLetterDetailResponse = z.infer<typeof deskLetterDetailSchema>

const filterFields = {
  state: z.enum(DESK_STATES).optional(),
  endpoint: id.optional(),
  mechanism: z.enum(MECHANISMS).optional(),
  code: line(100).optional().meta({ description: 'What last went wrong, such as `http-503`.' }),
  office: officeCode.optional(),
  since: instant.optional().meta({ description: 'Accepted at this instant or later.' }),
  until: instant.optional().meta({ description: 'Accepted before this instant.' }),
}
export const deskQuery = z.strictObject({ ...filterFields, ...pageFields })
export const letterParams = z.object({ id })

const reason = line(MAX_REASON).meta({ description: 'Why; it stands in the audit log.' })
export const glassBody = z.strictObject({ reason })
export const glassSchema = z.object({ until: instant })
export const systemParams = z.object({ mechanism: z.enum(MECHANISMS) })
export const systemBody = z.strictObject({ reason })
export const systemSchema = z.object({
  mechanism: z.enum(MECHANISMS),
  changed: count.meta({ description: 'Endpoints that this call has changed.' }),
})
export type SystemResponse = z.infer<typeof systemSchema>

export const jobBody = z
  .strictObject({
    act: z.enum(DESK_ACTS),
    letters: z.array(id).min(1).max(MAX_SELECTION).optional(),
    filter: z
      .strictObject(filterFields)
      .refine((filter) => Object.values(filter).some((value) => value !== undefined), {
        error: 'must name at least one condition',
      })
      .optional(),
    way: id.optional().meta({
      description: 'For `reroute`: the endpoint to go by; else by the present profile of each office.',
    }),
    perMinute: z.number().int().min(1).max(MAX_PER_MINUTE).default(USUAL_PER_MINUTE),
    reason,
  })
  .refine(({ letters, filter }) => (letters === undefined) !== (filter === undefined), {
    error: 'either letters or filter must be given',
    path: ['letters'],
  })
  .refine(({ act, way }) => way === undefined || act === 'reroute', {
    error: 'is only for reroute',
    path: ['way'],
  })
  .meta({ id: 'NewDeskJob' })

export const jobSchema = z
  .object({
    id: z.string(),
    act: z.enum(DESK_ACTS),
    way: z.string().nullable(),
    letters: count.nullable().meta({ description: 'How many were chosen one by one; null for a filter.' }),
    filter: z.object(filterFields).nullable(),
    perMinute: count,
    reason: z.string(),
    by: z.string(),
    at: instant,
    state: z.enum(JOB_STATES),
    done: count,
    passed: count.meta({
      description: 'Passed over: their state did not allow it, or the system of `way` does not take them.',
    }),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'DeskJob' })
export type JobResponse = z.infer<typeof jobSchema>
export const jobsSchema = pageSchema(jobSchema).meta({ id: 'DeskJobs' })
export const jobsQuery = z.strictObject(pageFields)
export const jobParams = z.object({ id })
export const stopBody = z.strictObject({ reason })
