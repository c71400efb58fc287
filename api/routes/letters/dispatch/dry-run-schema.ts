// Where a letter would go: request and response.

import { z } from 'zod'
import { MECHANISMS, TAKING_RULES } from '../../../../domain/letters/systems'
import { LANGUAGES, LETTER_KINDS, URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { MAX_RECIPIENTS, PURPOSES } from '../../../../domain/letters/dispatch/recipients'
import { ERROR_CODES } from '../../../../domain/common/error'
import { MAX_DOCUMENTS, MAX_SUBJECT, MEDIA_TYPES } from '../../../../domain/letters/dispatch/limits'
import { REASON_CODES } from '../../../../domain/letters/routing/reason'
import { day, instant, line, pageFields, seatId, sha256 } from '../../../http/fields'
import { chosenFields } from '../service-level/schema'
import {
  documentName,
  fixedDate,
  gradeSchema,
  recipientSchema,
  statedTimesSchema,
  testFields,
} from './schema'

const planned = z.strictObject({
  mediaType: z.enum(MEDIA_TYPES),
  size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
})
const storedDocument = z.strictObject({ sha256, name: documentName })

export const dryRunSchema = z
  .strictObject({
    sender: z
      .strictObject({ seat: seatId })
      .optional()
      .meta({ description: 'Needed only where stored documents are named.' }),
    kind: z.enum(LETTER_KINDS).default('letter'),
    subject: line(MAX_SUBJECT).optional(),
    letterNumber: line(100).optional(),
    letterDate: day.optional(),
    fileNumber: line(100).optional(),
    subjectCode: line(40).optional(),
    urgency: z.enum(URGENCIES).default('normal'),
    fixedDate: fixedDate.optional(),
    classification: gradeSchema.optional(),
    language: z.enum(LANGUAGES).default('en'),
    recipients: z
      .array(recipientSchema)
      .min(1, 'recipients-missing')
      .max(MAX_RECIPIENTS, 'recipients-too-many'),
    documents: z
      .array(z.union([storedDocument, planned]))
      .max(MAX_DOCUMENTS)
      .default([])
      .meta({ description: 'Stored ones by their sha256, or planned ones by media type and size.' }),
    times: statedTimesSchema.optional(),
    ...testFields,
  })
  .meta({ id: 'DispatchDryRun' })

export const dryRunQuery = z.strictObject(pageFields)

const namedOffice = z.object({ code: z.string(), name: z.string(), nameMl: z.string() })
const seat = z.object({ id: z.string(), designation: z.string(), designationMl: z.string() })
const fault = z.object({ code: z.enum(ERROR_CODES), title: z.string(), remedy: z.string() })

export const plannedRouteSchema = z
  .object({
    named: z
      .object({ office: z.string().optional(), seat: z.string().optional(), group: z.string().optional() })
      .meta({ description: 'What on the sender’s list put it there.' }),
    addressedTo: z
      .array(namedOffice)
      .meta({ description: 'Offices that were written to and whose mail this one gets.' }),
    office: namedOffice,
    seat: seat.nullable(),
    holder: z.string().nullable().meta({ description: 'Name of who has the duty of the seat now.' }),
    actingSeat: z.string().nullable().meta({ description: 'The seat under which that person acts.' }),
    mechanism: z.enum(MECHANISMS).nullable(),
    endpoint: z.string().nullable(),
    taking: z.enum(TAKING_RULES).nullable(),
    pause: z
      .object({
        since: instant,
        until: instant.nullable().meta({ description: 'Null where the letter has no other way.' }),
        next: z.enum(MECHANISMS).nullable(),
      })
      .nullable()
      .meta({
        description:
          'The endpoint is paused now: the letter would wait there, and go by the next way if the pause lasts until then.',
      }),
    purpose: z.enum(PURPOSES),
    why: z.array(z.object({ code: z.enum(REASON_CODES), of: z.string().optional() })),
    refusals: z.array(fault).meta({ description: 'Why the letter would not be carried there.' }),
    warnings: z.array(fault).meta({ description: 'What is amiss there although the letter is carried.' }),
    dueAt: instant
      .nullable()
      .meta({ description: 'When it would have to be acknowledged, were it delivered at once.' }),
    ...chosenFields,
  })
  .meta({ id: 'PlannedRoute' })

export const dryRunResponseSchema = z
  .object({
    total: z.number(),
    counts: z.object({
      byMechanism: z.partialRecord(z.enum(MECHANISMS), z.number()),
      refused: z.number(),
    }),
    items: z.array(plannedRouteSchema),
    next: z.string().nullable(),
  })
  .meta({ id: 'DryRunResponse' })

export type DryRunResponse = z.infer<typeof dryRunResponseSchema>
export type PlannedRouteResponse = z.infer<typeof plannedRouteSchema>
export type DispatchDryRun = z.input<typeof dryRunSchema>
