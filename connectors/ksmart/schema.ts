// The assumed wire format of K-SMART; its real interface is not public (see README). Replaceable in this folder alone.

import { z } from 'zod'
import { dayFault } from '../../domain/common/text/day'
import { day, deliveryKey, diaryNumber, reason, text } from '../reading'

/** The settings of an endpoint: the token that it wants from KCS, and the key of its call-backs. */
export const settingsSchema = z.object({ token: z.string().default(''), secret: z.string().default('') })

/** The tenant under which KCS keeps its documents, once for all local bodies. */
export const TENANT = 'kl'

/** What KCS sends to `POST {address}/counter/v1/applications`: the tapal as an application at the counter. */
export const applicationSchema = z.object({
  RequestInfo: z.object({ apiId: z.literal('kcs'), ver: z.string(), msgId: z.string() }),
  Application: z.object({
    externalId: z.string(),
    serviceCode: z.string(),
    localBodyCode: z.string(),
    /** 0 is the local body as a whole. */
    wardNo: z.number().int(),
    purpose: z.enum(['ACTION', 'INFORMATION']),
    replyWithinSeconds: z.number(),
    applicant: z.object({
      type: z.literal('GOVERNMENT_OFFICE'),
      officeCode: z.string(),
      officeName: z.string(),
      officeNameMl: z.string(),
      address: z.string(),
      seatId: z.string(),
      designation: z.string(),
    }),
    addressee: z.object({ seatId: z.string(), designation: z.string(), section: z.string() }),
    subject: z.string(),
    letterNo: z.string(),
    letterDate: z.string(),
    senderFileNo: z.string(),
    despatchNo: z.string(),
    priority: z.enum(['NORMAL', 'HIGH', 'IMMEDIATE']),
    locale: z.enum(['en_IN', 'ml_IN']),
    documents: z.array(
      z.object({
        fileStoreId: z.string(),
        fileName: z.string(),
        mimeType: z.string(),
        bytes: z.number(),
        sha256: z.string(),
      }),
    ),
  }),
})
export type Application = z.infer<typeof applicationSchema>

/** DD-MM-YYYY of a day that exists, read as YYYY-MM-DD. */
const date = z
  .string()
  .regex(/^\d{2}-\d{2}-\d{4}$/, 'must be a day as DD-MM-YYYY')
  .transform((text) => text.split('-').reverse().join('-'))
  .pipe(day)
const shortText = text()

/** Earlier than the systems that report it: such a number counts seconds, or is none that was set. */
const FIRST_MS = Date.UTC(2000, 0, 1)

/** Milliseconds since 1970, as the platform of K-SMART counts them. */
const epochMs = z
  .number()
  .refine(
    (ms) => Number.isSafeInteger(ms) && ms >= FIRST_MS && ms <= 8.64e15 && dayFault(dayOfEpoch(ms)) === null,
    'must be an instant in milliseconds since 1970, from the year 2000 on',
  )

function dayOfEpoch(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** The acknowledgement slip of the counter. Its delivery date is a promise: one that cannot be read is no fault of the slip. */
const slip = z.object({
  applicationId: shortText,
  fileNo: diaryNumber,
  fileDate: date,
  serviceDeliveryDate: date.optional().catch(undefined),
})
export type Slip = z.infer<typeof slip>

/** The answer to an application that was filed, or that was there already. */
export const slipSchema = z.object({ Slip: slip })

/** What K-SMART says of an application. */
export const statusSchema = slipSchema.extend({
  status: z.enum(['FILED', 'OPENED', 'ATTACHED', 'DISPOSED', 'WITHDRAWN', 'REJECTED', 'SENT_BACK']),
  reasonCode: shortText.optional(),
})

/** What K-SMART says when it does not take a call; the first of them counts. */
export const errorsSchema = z.object({
  Errors: z
    .array(
      z.object({
        code: shortText,
        description: reason.optional().catch(undefined),
        rightLocalBodyCode: shortText.optional(),
      }),
    )
    .min(1)
    .max(20),
})
export type KsmartError = z.infer<typeof errorsSchema>['Errors'][number]

/** The answers of the file store: to the question what lies under a tag, and to an upload. */
export const storedSchema = z.object({ files: z.array(z.object({ fileStoreId: shortText })).max(1_000) })

/** `GET {address}/counter/v1/config`. */
export const configSchema = z.object({
  product: z.string(),
  services: z.array(z.object({ code: shortText })).max(500),
  formats: z.array(text(20)).max(50),
  maxFileSize: z.number().int().positive(),
  maxFiles: z.number().int().positive(),
})

const event = { eventId: shortText, externalId: deliveryKey, eventTime: epochMs }
const fileNo = shortText.optional()

/** One event of a webhook; unknown members are ignored. */
export const eventSchema = z.discriminatedUnion('action', [
  z.object({ ...event, action: z.literal('FILE'), fileNo: diaryNumber, fileDate: date }),
  z.object({ ...event, action: z.literal('OPEN') }),
  z.object({
    ...event,
    action: z.literal('FORWARD'),
    fromSeat: shortText.optional(),
    toSeat: shortText,
    fileNo,
  }),
  z.object({ ...event, action: z.literal('ATTACH'), seat: shortText, parentFileNo: shortText }),
  z.object({ ...event, action: z.literal('DISPOSE') }),
  z.object({
    ...event,
    action: z.literal('REJECT'),
    reasonCode: shortText,
    remarks: reason,
    rightLocalBodyCode: shortText.optional(),
  }),
  z.object({ ...event, action: z.literal('SEND_BACK'), remarks: reason }),
])
export type KsmartEvent = z.infer<typeof eventSchema>
