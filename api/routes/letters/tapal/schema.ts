// Tapals as an inbox and a trace show them, and what can be done with one.

import { z } from 'zod'
import { CLOCK_KINDS } from '../../../../domain/common/clock/kinds'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { LETTER_KINDS, URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { PURPOSES } from '../../../../domain/letters/dispatch/recipients'
import { MAX_DIARY_NUMBER, MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { REASON_CODES } from '../../../../domain/letters/routing/reason'
import { ACTS } from '../../../../domain/letters/tapal/acts'
import { INBOX_VIEWS } from '../../../../domain/letters/tapal/inbox'
import { CAUSES, EVENT_KINDS } from '../../../../domain/letters/tapal/event'
import { REFUSAL_CODES } from '../../../../domain/letters/tapal/refusal'
import { TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import { WAITS } from '../../../../domain/letters/tapal/wait'
import { day, id, instant, line, officeCode, pageFields, seatId, words } from '../../../http/fields'
import { tapalClockSchema } from './clock-schema'

export const TAG = 'Tapals'

const party = z.object({
  office: z.string(),
  name: z.string(),
  nameMl: z.string(),
  seat: z.string(),
  designation: z.string(),
  designationMl: z.string(),
})

const actorSchema = z
  .object({
    kind: z.enum(['kcs', 'agent', 'seat', 'operator', 'link']),
    agent: z.string().optional(),
    seat: z.string().optional(),
    designation: z.string().optional(),
    holder: z.string().optional().meta({ description: 'Name of who held the seat then.' }),
    name: z.string().optional().meta({ description: 'Name that the bearer of a mail link gave.' }),
  })
  .meta({ id: 'Actor' })

export const deskSchema = z
  .object({
    to: z.string(),
    from: z.string().optional(),
    file: z.string().optional(),
    since: instant,
    ageSeconds: z.number(),
  })
  .meta({
    id: 'Desk',
    description: 'A desk inside the receiving office and how long the tapal has lain there.',
  })

export const historySchema = z
  .object({
    sequence: z.number(),
    kind: z.enum(EVENT_KINDS),
    state: z.enum(TAPAL_STATES).meta({ description: 'The state after this entry.' }),
    from: z.enum(TAPAL_STATES),
    cause: z.enum(CAUSES),
    actor: actorSchema,
    at: instant,
    attempt: z.number().optional(),
    code: z.string().optional(),
    desk: z.object({ to: z.string(), from: z.string().optional(), file: z.string().optional() }).optional(),
    escalation: z
      .object({ level: z.number(), seat: z.string().nullable(), designation: z.string().optional() })
      .optional(),
    dueAt: instant.optional(),
    clock: z.enum(CLOCK_KINDS).optional().meta({
      description:
        'Of whose clock it tells, where it is not that of the hand-over or of the acknowledgement.',
    }),
    reason: z.string().optional().meta({ description: 'Why a clock was paused, resumed or extended.' }),
  })
  .meta({ id: 'TapalEvent' })

export const holdingSchema = z
  .object({
    employee: z.string().nullable().meta({ description: 'PEN; null where nobody held the seat.' }),
    name: z.string().nullable(),
    from: instant,
    until: instant.nullable().meta({ description: 'Not included; null as long as it lasts.' }),
  })
  .meta({ id: 'Holding' })

export const dutySchema = z
  .object({
    name: z.string().nullable().meta({ description: 'Who has the duty of the seat now.' }),
    actingSeat: z.string().nullable().meta({
      description: 'The seat under which that person acts: the addressed one, or while it is vacant another.',
    }),
    reason: z.object({ code: z.enum(REASON_CODES), of: z.string().optional() }),
  })
  .meta({ id: 'Duty' })

const waitSchema = z
  .object({
    for: z.enum(WAITS),
    since: instant,
    ageSeconds: z.number(),
    seat: z
      .string()
      .optional()
      .meta({
        description: 'Of an acknowledgement: the seat whose turn it is, with each level the one above.',
      }),
    designation: z.string().optional().meta({ description: 'What that seat is called.' }),
    code: z.string().optional().meta({ description: 'What went wrong the last time.' }),
  })
  .meta({ id: 'Wait' })

export const tapalSchema = z
  .object({
    id: z.string(),
    dispatchId: z.string(),
    masked: z.boolean().meta({
      description:
        'Whether subject, letter number, documents and persons are left out: an operator sees them while the glass is broken.',
    }),
    subject: z.string(),
    kind: z.enum(LETTER_KINDS),
    urgency: z.enum(URGENCIES),
    letterNumber: z.string(),
    letterDate: z.string(),
    number: z.string().nullable().meta({ description: 'Despatch number of the sender.' }),
    sender: party,
    recipient: party,
    addressedTo: z.array(z.object({ code: z.string(), name: z.string(), nameMl: z.string() })).meta({
      description:
        'Offices that were written to and whose mail this one gets: merged ones, or those it takes it for.',
    }),
    why: z
      .array(z.object({ code: z.enum(REASON_CODES), of: z.string().optional() }))
      .meta({ description: 'Why it lies here, step by step, with what chose each.' }),
    purpose: z.enum(PURPOSES),
    mechanism: z.enum(MECHANISMS),
    endpoint: z.string(),
    state: z.enum(TAPAL_STATES),
    sequence: z.number(),
    attempts: z.number(),
    parked: z
      .boolean()
      .meta({ description: 'Its system is paused; it is delivered when the system answers again.' }),
    inwardNumber: z.string().nullable(),
    diary: z.object({ number: z.string(), date: z.string() }).nullable(),
    postalNumber: z.string().nullable(),
    refusal: z
      .object({ code: z.enum(REFUSAL_CODES), reason: z.string(), rightOffice: z.string().nullable() })
      .nullable(),
    escalations: z.number(),
    escalatedTo: z.string().nullable().meta({ description: 'The highest seat that must act now.' }),
    receivedAt: instant.nullable(),
    acknowledgedAt: instant.nullable(),
    dueAt: instant.nullable().meta({ description: 'When it must be acknowledged.' }),
    serviceLevel: z.object({ id: z.string(), version: z.number() }).optional().meta({
      description: 'Which its times come from, beside what the sender states; see /v1/service-levels.',
    }),
    nextStepAt: instant.nullable().meta({ description: 'When its clock is looked at next.' }),
    clocks: z
      .array(tapalClockSchema)
      .meta({ description: 'Those that run; why each is due says /v1/tapals/{id}/clocks.' }),
    nextAttemptAt: instant.nullable().meta({
      description:
        'When its delivery is tried next; null where that is not known, as while its endpoint is paused.',
    }),
    ageSeconds: z.number(),
    daysLeft: z
      .number()
      .nullable()
      .meta({ description: 'Full days until it is due; negative when overdue.' }),
    desk: deskSchema.nullable(),
    waits: waitSchema
      .nullable()
      .optional()
      .meta({ description: 'Where it is stuck now; null where nothing is waited for. With the history.' }),
    holder: z.string().nullable().meta({ description: 'Name of who holds the seat now.' }),
    documents: z.array(
      z.object({ sha256: z.string(), name: z.string(), mediaType: z.string(), size: z.number() }),
    ),
    acts: z.array(z.enum(ACTS)).meta({ description: 'What the caller can do with it now.' }),
    createdAt: instant,
    test: z.literal(true).optional().meta({ description: 'It is one of a test letter.' }),
    history: z.array(historySchema).optional(),
    holders: z
      .array(holdingSchema)
      .optional()
      .meta({ description: 'Who held the addressed seat in which period: to whom delay is booked.' }),
    duty: dutySchema.optional(),
    desks: z.array(deskSchema).optional().meta({ description: 'All desks in order, with the time at each.' }),
  })
  .meta({ id: 'Tapal' })

/** The response of every act on a tapal. */
export const tapalResponse = {
  description: 'The tapal as it is now; a repeat returns the same.',
  schema: tapalSchema,
}

export type TapalResponse = z.infer<typeof tapalSchema>
export type HistoryEntry = z.infer<typeof historySchema>

export const inboxSchema = z
  .object({
    items: z.array(tapalSchema),
    next: z.string().nullable(),
    counts: z.record(z.enum(INBOX_VIEWS), z.number()).meta({ description: 'Per view, counted up to 1,000.' }),
  })
  .meta({ id: 'Inbox' })

export type InboxResponse = z.infer<typeof inboxSchema>

export const tapalIdSchema = z.object({ id })
export const redeliverySchema = z.strictObject({
  reason: line(MAX_REASON).optional().meta({ description: 'Why; it stands in the audit log.' }),
})
export const inboxQuery = z.strictObject({
  seat: seatId,
  view: z.enum(INBOX_VIEWS).optional(),
  ...pageFields,
})

/** How the number of an inward register may look. */
export const diaryNumber = line(MAX_DIARY_NUMBER)

export const acknowledgementSchema = z
  .strictObject({ seat: seatId, diaryNumber: diaryNumber.optional(), diaryDate: day.optional() })
  .meta({
    id: 'Acknowledgement',
    description: 'The number may be left out where KCS allotted the inward number.',
  })
export const openingSchema = z.strictObject({ seat: seatId })
export const refusalSchema = z
  .strictObject({
    seat: seatId,
    code: z.enum(REFUSAL_CODES),
    reason: words(MAX_REASON),
    rightOffice: officeCode.optional(),
  })
  .meta({ id: 'Refusal' })
