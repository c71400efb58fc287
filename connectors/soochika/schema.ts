// The assumed wire format of Soochika; its real interface is not public (see README). Replaceable in this folder alone.

import { z } from 'zod'
import { day, deliveryKey, instant, reason, text } from '../reading'

/** The settings of an endpoint: the user that Soochika has for KCS. */
export const settingsSchema = z.object({ user: z.string().min(1), password: z.string().min(1) })

/** The namespace of all messages; it says itself that it is assumed. */
export const NAMESPACE = 'urn:kcs:assumed:soochika:1'

/** The ports of the service, each a path below the address. */
export const PORTS = {
  enquiry: '/enquiry',
  documents: '/documents',
  inward: '/inward',
  withdrawal: '/withdrawal',
  outbox: '/outbox',
} as const

/** Elements that hold a list, whatever the elements in it are called. */
export const LISTS: ReadonlySet<string> = new Set([
  'MimeTypes',
  'Documents',
  'Recipients',
  'Letters',
  'Reports',
  'Results',
])

/** Bytes of a document in one message, before base64; below the usual limit of 4 MiB a message, and short on a thin line. */
export const PIECE_BYTES = 256 * 1024

export const KINDS = ['Letter', 'GovernmentOrder', 'Circular', 'Memorandum', 'Note', 'Reply'] as const
export const PRIORITIES = ['Ordinary', 'Urgent', 'Immediate'] as const
export const LANGUAGES = ['English', 'Malayalam'] as const
export const PURPOSES = ['Action', 'Information'] as const
/** What can have become of a letter that was registered. */
export const STATES = ['Registered', 'Opened', 'InFile', 'Closed', 'Returned'] as const

const shortText = text()
const whole = z
  .string()
  .regex(/^\d{1,12}$/, 'must be a whole number')
  .transform(Number)
const flag = z
  .string()
  .regex(/^(true|false|1|0)$/, 'must be true or false')
  .transform((word) => word === 'true' || word === '1')
/** A day (xsd:date), which may bear a zone. */
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/, 'must be a day as YYYY-MM-DD')
  .transform((word) => word.slice(0, 10))
  .pipe(day)
const sha256 = z.string().regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')

/** The inward number of a letter: a number within a section and a year. */
const entrySchema = z.object({
  Section: text(30),
  Number: text(20),
  Year: z.string().regex(/^(19|20)\d{2}$/, 'must be a year'),
  Date: date,
})
export type InwardEntry = z.infer<typeof entrySchema>

/** The answer to RegisterInward; without an entry it waits for its number at the front office. */
export const registeredSchema = z.object({
  InwardId: shortText,
  Entry: entrySchema.optional(),
  /** It was there already under this key. */
  Repeated: flag.optional(),
})
export type Registered = z.infer<typeof registeredSchema>

/** The answer to GetInward. */
export const inwardStatusSchema = z.discriminatedUnion('State', [
  z.object({ State: z.literal('Unseen') }),
  z.object({ State: z.enum(STATES), InwardId: shortText, Entry: entrySchema.optional() }),
  z.object({ State: z.literal('Withdrawn'), InwardId: shortText }),
  z.object({
    State: z.literal('Refused'),
    InwardId: shortText,
    Code: shortText,
    Remarks: reason.optional(),
    RightOffice: shortText.optional(),
  }),
])

/** The answer to WithdrawInward. */
export const withdrawnSchema = z.object({ Result: z.enum(['Withdrawn', 'Unseen', 'Taken']) })

/** The answer to GetService. */
export const serviceSchema = z.object({
  MimeTypes: z.array(shortText).max(50),
  MaxFileBytes: whole.pipe(z.number().positive()),
  MaxFiles: whole.pipe(z.number().positive()),
})

/** The answers to FindDocument and PutPiece: how many bytes lie there, and whether that is all of it. */
export const heldSchema = z.object({ Held: whole, Complete: flag })

/** The answer to GetPiece. */
export const pieceSchema = z.object({ Content: z.string(), Last: flag })

/** `Error` in the detail of a fault. */
export const faultDetailSchema = z.object({
  Code: shortText,
  // What cannot be read beside it takes nothing from the code.
  Remarks: reason.optional().catch(undefined),
  RightOffice: shortText.optional().catch(undefined),
  RetryAfterSeconds: whole.optional().catch(undefined),
})

/** The answer to GetOutbox; each letter and each report is read for itself. */
export const outboxSchema = z.object({
  Letters: z.array(z.unknown()).max(1_000).default([]),
  Reports: z.array(z.unknown()).max(1_000).default([]),
  Next: text(),
  HasMore: flag,
})

/** The answer to SettleOutbox. */
export const settledSchema = z.unknown()

/** By what a letter or a report is known that cannot be read as a whole. */
export const itemIdSchema = z.object({
  Id: shortText.optional().catch(undefined),
  Version: shortText.optional().catch(undefined),
})

/** A letter that an office sends. What the services of KCS check of every letter is not checked here. */
export const sentLetterSchema = z.object({
  Id: shortText,
  Version: shortText.optional(),
  Office: z.string(),
  Seat: z.string().optional(),
  Kind: z.enum(KINDS),
  Subject: z.string(),
  LetterNo: z.string(),
  LetterDate: date,
  FileNo: z.string().optional(),
  SubjectCode: z.string().optional(),
  Priority: z.enum(PRIORITIES).optional(),
  Language: z.enum(LANGUAGES).optional(),
  Recipients: z.array(
    z.object({
      Office: z.string().optional(),
      Seat: z.string().optional(),
      Group: z.string().optional(),
      Purpose: z.enum(PURPOSES),
    }),
  ),
  ReplyWithinSeconds: whole.optional(),
  EscalateEverySeconds: whole.optional(),
  Documents: z
    .array(
      z.object({
        DocumentId: shortText,
        FileName: z.string(),
        MimeType: z.string().optional(),
        Bytes: whole.optional(),
        Sha256: sha256.optional(),
      }),
    )
    .default([]),
})
export type SentLetter = z.infer<typeof sentLetterSchema>

const report = { Id: shortText, KcsKey: deliveryKey, When: instant }

/** What an office did with a letter that KCS brought. */
export const reportSchema = z.discriminatedUnion('Act', [
  z.object({ ...report, Act: z.literal('Acknowledged'), Entry: entrySchema }),
  z.object({ ...report, Act: z.literal('Opened') }),
  z.object({
    ...report,
    Act: z.literal('Moved'),
    FromSeat: shortText,
    ToSeat: shortText,
    FileNo: shortText.optional(),
  }),
  z.object({ ...report, Act: z.literal('Filed'), Seat: shortText, FileNo: shortText }),
  z.object({ ...report, Act: z.literal('Closed') }),
  z.object({
    ...report,
    Act: z.literal('Refused'),
    Code: shortText,
    Remarks: reason,
    RightOffice: shortText.optional(),
  }),
  z.object({ ...report, Act: z.literal('Returned'), Remarks: reason }),
])
export type SoochikaReport = z.infer<typeof reportSchema>
