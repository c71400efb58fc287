// The assumed wire format of e-Office; its real interface is not public (see README). Replaceable in this folder alone.

import { z } from 'zod'
import { day, deliveryKey, diaryNumber, instant, reason, text } from '../reading'

/** The settings of an endpoint: the token that it wants from KCS, and the key of its call-backs. */
export const settingsSchema = z.object({ token: z.string().default(''), secret: z.string().default('') })

const party = z.object({
  officeCode: z.string(),
  officeName: z.string(),
  deskId: z.string(),
  deskName: z.string(),
})

/** What KCS sends to `POST {address}/dak`: the tapal as a new dak at a desk. Dates are written DD/MM/YYYY. */
export const dakSchema = z.object({
  kcsKey: z.string(),
  nature: z.enum(['ACTION', 'INFORMATION']),
  replyWithinSeconds: z.number(),
  from: party,
  to: party,
  category: z.string(),
  subject: z.string(),
  letterNo: z.string(),
  letterDate: z.string(),
  fileNo: z.string(),
  despatchNo: z.string(),
  priority: z.enum(['ORDINARY', 'URGENT', 'MOST IMMEDIATE']),
  language: z.string(),
  pages: z.array(
    z.object({ sha256: z.string(), fileName: z.string(), mimeType: z.string(), bytes: z.number() }),
  ),
})
export type Dak = z.infer<typeof dakSchema>

/** DD/MM/YYYY of a day that exists, read as YYYY-MM-DD. */
const date = z
  .string()
  .regex(/^\d{2}\/\d{2}\/\d{4}$/, 'must be a day as DD/MM/YYYY')
  .transform((text) => text.split('/').reverse().join('-'))
  .pipe(day)
const shortText = text()

/** The answer to a dak that was created, or that was there already: e-Office gives the diary number at once. */
export const diarisedSchema = z.object({ dakId: shortText, diaryNo: diaryNumber, diaryDate: date })
export type Diarised = z.infer<typeof diarisedSchema>

/** What e-Office says of a KCS key. */
export const dakStatusSchema = diarisedSchema.extend({
  state: z.enum(['DIARISED', 'VIEWED', 'IN_FILE', 'CLOSED', 'RECALLED', 'REJECTED', 'RETURNED']),
})

/** What e-Office says when it does not take a dak. */
export const faultSchema = z.object({ errorCode: shortText, rightOfficeCode: shortText.optional() })

/** `GET {address}/about`. */
export const aboutSchema = z.object({
  product: z.string(),
  mimeTypes: z.array(shortText).max(50),
  maxFileBytes: z.number().int().positive(),
  maxFiles: z.number().int().positive(),
})

const event = {
  eventId: shortText,
  kcsKey: deliveryKey,
  when: instant,
}

/** One event of a call-back. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ ...event, type: z.literal('DIARISED'), diaryNo: diaryNumber, diaryDate: date }),
  z.object({ ...event, type: z.literal('VIEWED') }),
  z.object({
    ...event,
    type: z.literal('MOVED'),
    fromDesk: shortText,
    toDesk: shortText,
    fileNo: shortText.optional(),
  }),
  z.object({ ...event, type: z.literal('PUT_IN_FILE'), desk: shortText, fileNo: shortText }),
  z.object({ ...event, type: z.literal('CLOSED') }),
  z.object({
    ...event,
    type: z.literal('REJECTED'),
    errorCode: shortText,
    remarks: reason,
    rightOfficeCode: shortText.optional(),
  }),
  z.object({ ...event, type: z.literal('RETURNED'), remarks: reason }),
])
export type EofficeEvent = z.infer<typeof eventSchema>
