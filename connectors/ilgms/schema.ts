// The assumed wire format of ILGMS; its real interface is not public (see README). Replaceable in this folder alone.

import { z } from 'zod'
import { startOfDay } from '../../domain/common/clock/ist'
import { day, deliveryKey, diaryNumber, reason, text } from '../reading'

/** The settings of an endpoint: the user that ILGMS has for KCS, and the password of that user. */
export const settingsSchema = z.object({ user: z.string().min(1), password: z.string().min(1) })

/** What KCS sends to `POST {address}/session`. */
export const loginSchema = z.object({ userName: z.string(), password: z.string() })
export type Login = z.infer<typeof loginSchema>

/** A session, and for how many seconds it lasts at most; it may end at any time before. */
export const sessionSchema = z.object({
  sessionId: z.string().regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 visible signs'),
  validSeconds: z.number().positive().optional(),
})

/** The body by which ILGMS says that a session has ended, whatever the status. */
export const endedSchema = z.object({ status: z.literal('SESSION_EXPIRED') })

/** DD-MM-YYYY of a day that exists, read as YYYY-MM-DD. */
const date = z
  .string()
  .regex(/^\d{2}-\d{2}-\d{4}$/, 'must be a day as DD-MM-YYYY')
  .transform((written) => written.split('-').reverse().join('-'))
  .pipe(day)

const TIME = /^(\d{2}-\d{2}-\d{4}) ([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/
/** DD-MM-YYYY HH:MM or HH:MM:SS in Kerala's time, without a zone. */
const time = z
  .string()
  .regex(TIME, 'must be a time as DD-MM-YYYY HH:MM:SS')
  .transform((written, context): Date => {
    const [, dayText = '', hours, minutes, seconds = '0'] = TIME.exec(written) ?? []
    const read = date.safeParse(dayText)
    if (!read.success) {
      context.addIssue({ code: 'custom', message: read.error.issues[0]!.message })
      return z.NEVER
    }
    const sinceStart = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
    return new Date(startOfDay(read.data).getTime() + sinceStart * 1000)
  })

const party = z.object({
  officeCode: z.string(),
  officeName: z.string(),
  seatCode: z.string(),
  seatName: z.string(),
})

export const LETTER_TYPES = ['LETTER', 'GO', 'CIRCULAR', 'MEMO', 'NOTE', 'REPLY'] as const
export const PRIORITIES = ['NORMAL', 'URGENT', 'TOP_URGENT'] as const
export const LANGUAGE_CODES = ['ENG', 'MAL'] as const

/** What KCS sends to `POST {address}/inwards`: the tapal as a file that is begun at the front office. */
export const inwardSchema = z.object({
  letterKey: z.string(),
  nature: z.enum(['FOR_ACTION', 'FOR_INFORMATION']),
  /** From entry until it is to be taken; ILGMS makes the service delivery time of the slip from it. */
  serviceSeconds: z.number(),
  from: party,
  to: party,
  letterType: z.enum(LETTER_TYPES),
  subject: z.string(),
  letterNo: z.string(),
  letterDate: z.string(),
  fileRef: z.string(),
  despatchNo: z.string(),
  priority: z.enum(PRIORITIES),
  language: z.enum(LANGUAGE_CODES),
  attachments: z.array(
    z.object({ sha256: z.string(), fileName: z.string(), fileType: z.string(), bytes: z.number() }),
  ),
})
export type Inward = z.infer<typeof inwardSchema>

const shortText = text()

/**
 * The slip that the front office gives for what is entered: number of the slip, number and day of the file. The service
 * delivery time stands on it, too; KCS has its own clock for that and does not read it.
 */
export const slipSchema = z.object({ slipNo: shortText, fileNo: diaryNumber, fileDate: date })
export type Slip = z.infer<typeof slipSchema>

export const INWARD_STATES = [
  'ENTERED',
  'OPENED',
  'IN_FILE',
  'DISPOSED',
  'CANCELLED',
  'REJECTED',
  'RETURNED',
] as const

/** What ILGMS says of one letter key; `NOT_FOUND` of one that it never saw. */
export const statusSchema = z.discriminatedUnion('state', [
  slipSchema.extend({
    letterKey: shortText,
    state: z.enum(INWARD_STATES),
    errorCode: shortText.optional(),
    rightOfficeCode: shortText.optional(),
  }),
  z.object({ letterKey: shortText, state: z.literal('NOT_FOUND') }),
])
export type Status = z.infer<typeof statusSchema>

/** `GET {address}/inwards?letterKeys=…`; each entry is read for itself. */
export const statusesSchema = z.object({ letters: z.array(z.unknown()).max(1_000) })

/** What ILGMS says when it does not take a tapal. */
export const faultSchema = z.object({ errorCode: shortText, rightOfficeCode: shortText.optional() })

/** `GET {address}/about`. */
export const aboutSchema = z.object({
  product: z.string(),
  fileTypes: z.array(shortText).max(50),
  maxAttachmentBytes: z.number().int().positive(),
  maxAttachments: z.number().int().positive(),
})

/** `GET {address}/attachments?sha256=…`: which of the contents lie there. */
export const heldSchema = z.object({ held: z.array(z.string()).max(1_000) })

/** `GET {address}/outbox?after=…`: rows in the order of their numbers; each is read for itself. */
export const outboxSchema = z.object({
  rows: z.array(z.unknown()).max(1_000),
  lastRow: z.number().int().nonnegative(),
  more: z.boolean(),
})

const addressee = z.object({
  officeCode: z.string().optional(),
  seatCode: z.string().optional(),
  groupCode: z.string().optional(),
  copy: z.boolean().optional(),
})

/** A letter that a panchayat sends. What the services of KCS check of every letter is not checked here. */
export const letterRowSchema = z.object({
  type: z.literal('LETTER'),
  letterId: shortText,
  revision: z.number().int().optional(),
  letterType: z.enum(LETTER_TYPES),
  officeCode: z.string(),
  seatCode: z.string().optional(),
  subject: z.string(),
  letterNo: z.string(),
  letterDate: date,
  fileNo: z.string().optional(),
  subjectCode: z.string().optional(),
  priority: z.enum(PRIORITIES).optional(),
  language: z.enum(LANGUAGE_CODES).optional(),
  to: z.array(addressee),
  takeWithinSeconds: z.number().optional(),
  riseEverySeconds: z.number().optional(),
  attachments: z.array(
    z.object({
      // It becomes part of a path.
      attachmentId: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be an id of letters, digits, - and _'),
      fileName: z.string(),
      fileType: z.string().optional(),
      bytes: z.number().int().nonnegative().optional(),
      sha256: z
        .string()
        .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
        .optional(),
    }),
  ),
})
export type LetterRow = z.infer<typeof letterRowSchema>

const event = { type: z.literal('EVENT'), eventId: shortText, letterKey: deliveryKey, at: time }

/** What was done in a panchayat with a tapal of KCS. */
export const eventRowSchema = z.discriminatedUnion('event', [
  z.object({ ...event, event: z.literal('ENTERED'), fileNo: diaryNumber, fileDate: date }),
  z.object({ ...event, event: z.literal('OPENED') }),
  z.object({
    ...event,
    event: z.literal('MOVED'),
    fromSeat: shortText,
    toSeat: shortText,
    fileNo: shortText.optional(),
  }),
  z.object({ ...event, event: z.literal('PUT_IN_FILE'), seat: shortText, fileNo: shortText }),
  z.object({ ...event, event: z.literal('DISPOSED') }),
  z.object({
    ...event,
    event: z.literal('REJECTED'),
    errorCode: shortText,
    remarks: reason,
    rightOfficeCode: shortText.optional(),
  }),
  z.object({ ...event, event: z.literal('RETURNED'), remarks: reason }),
])
export type EventRow = z.infer<typeof eventRowSchema>

/** By what a row is known that cannot be read as a whole. */
export const rowIdSchema = z.object({
  type: z.string(),
  letterId: shortText.optional().catch(undefined),
  eventId: shortText.optional().catch(undefined),
  revision: z.number().optional().catch(undefined),
})

/** What KCS sends to `POST {address}/outbox/results`: what came of each row. */
export const resultsSchema = z.object({
  results: z.array(
    z.object({
      type: z.enum(['LETTER', 'EVENT']),
      id: z.string(),
      result: z.enum(['TAKEN', 'REFUSED']),
      /** The id of the letter at KCS. */
      dispatchId: z.string().optional(),
      /** Why it was refused, where and what to do, for the clerk. */
      remarks: z.string().optional(),
    }),
  ),
})
export type Results = z.infer<typeof resultsSchema>
