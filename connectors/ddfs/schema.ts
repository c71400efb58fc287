// The assumed wire format of DDFS; its real interface is not public (see README). Replaceable in this folder alone.

import { z } from 'zod'
import { day, deliveryKey, diaryNumber, instant, reason, text } from '../reading'

/** The settings of an endpoint: the token that DDFS wants from KCS. */
export const settingsSchema = z.object({ token: z.string().min(1) })

export const KINDS = ['LETTER', 'GO', 'CIRCULAR', 'MEMO', 'NOTE', 'REPLY'] as const
export const PRIORITIES = ['NORMAL', 'URGENT', 'IMMEDIATE'] as const
export const LANGUAGES = ['EN', 'ML'] as const

const shortText = text()
/** An id that becomes part of a path. */
const fileId = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be an id of letters, digits, - and _')

const party = z.object({
  office: z.string(),
  officeName: z.string(),
  desk: z.string(),
  deskName: z.string(),
})

/** What KCS sends to `POST {address}/letters`. */
export const letterSchema = z.object({
  /** The delivery key: DDFS keeps it and can be asked by it, but takes a second letter under it as another letter. */
  clientKey: z.string(),
  purpose: z.enum(['ACTION', 'INFORMATION']),
  replySeconds: z.number(),
  sender: party,
  addressee: party,
  kind: z.enum(KINDS),
  subject: z.string(),
  letterNo: z.string(),
  letterDay: z.string(),
  fileNo: z.string(),
  despatchNo: z.string(),
  priority: z.enum(PRIORITIES),
  language: z.enum(LANGUAGES),
  files: z.array(
    z.object({ fileId: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number() }),
  ),
})
export type DdfsLetter = z.infer<typeof letterSchema>

/** The answer to `POST {address}/files`: under which id the content lies there until a letter names it. */
export const uploadedSchema = z.object({ fileId })

export const FILED_STATES = ['FILED', 'OPENED', 'IN_FILE', 'RETURNED', 'CLOSED'] as const
const job = { jobId: shortText }

/** What DDFS says of the job that a letter has become. */
export const jobSchema = z.discriminatedUnion('state', [
  z.object({ ...job, state: z.enum(['QUEUED', 'PROCESSING']) }),
  z.object({ ...job, state: z.enum(FILED_STATES), diaryNo: diaryNumber, diaryDay: day }),
  z.object({
    ...job,
    state: z.literal('REJECTED'),
    fault: shortText,
    remarks: reason.optional(),
    rightOffice: shortText.optional(),
  }),
  z.object({ ...job, state: z.literal('WITHDRAWN') }),
  /** Given up by DDFS itself; nothing of the letter is in any office. */
  z.object({ ...job, state: z.literal('FAILED'), again: z.boolean() }),
])
export type Job = z.infer<typeof jobSchema>

/** `GET {address}/letters?clientKey=…`: the jobs under a delivery key, the oldest first; none where it was never seen. */
export const jobsSchema = z.object({ jobs: z.array(jobSchema).max(100) })

/** What DDFS says when it does not take a letter or a file. */
export const faultSchema = z.object({
  fault: shortText,
  remarks: reason.optional(),
  rightOffice: shortText.optional(),
})

/** `GET {address}/service`. */
export const serviceSchema = z.object({
  system: z.string(),
  mediaTypes: z.array(shortText).max(50),
  maxFileBytes: z.number().int().positive(),
  maxFiles: z.number().int().positive(),
})

/** `GET {address}/outgoing?after=…`: entries in the order of their numbers; each is read for itself. */
export const outgoingSchema = z.object({
  entries: z.array(z.unknown()).max(1_000),
  last: z.number().int().nonnegative(),
  more: z.boolean(),
})

/** By what an entry is known that cannot be read as a whole. */
export const entryIdSchema = z.object({
  type: z.string(),
  id: shortText.optional().catch(undefined),
  version: z.number().int().optional().catch(undefined),
})
export type EntryId = z.infer<typeof entryIdSchema>

/** A letter that an office sends. What the services of KCS check of every letter is not checked here. */
export const sentLetterSchema = z.object({
  type: z.literal('LETTER'),
  id: shortText,
  version: z.number().int().optional(),
  office: z.string(),
  desk: z.string().optional(),
  kind: z.enum(KINDS),
  subject: z.string(),
  letterNo: z.string(),
  letterDay: day,
  fileNo: z.string().optional(),
  subjectCode: z.string().optional(),
  priority: z.enum(PRIORITIES).optional(),
  language: z.enum(LANGUAGES).optional(),
  to: z.array(
    z.object({
      office: z.string().optional(),
      desk: z.string().optional(),
      group: z.string().optional(),
      purpose: z.enum(['ACTION', 'INFORMATION']),
    }),
  ),
  replySeconds: z.number().optional(),
  riseSeconds: z.number().optional(),
  files: z.array(
    z.object({
      fileId,
      name: z.string(),
      mediaType: z.string().optional(),
      bytes: z.number().int().nonnegative().optional(),
      sha256: z
        .string()
        .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
        .optional(),
    }),
  ),
})
export type SentLetter = z.infer<typeof sentLetterSchema>

const act = { type: z.literal('ACT'), id: shortText, clientKey: deliveryKey, at: instant }

/** What an office did with a letter that KCS brought. */
export const actSchema = z.discriminatedUnion('act', [
  z.object({ ...act, act: z.literal('ACKNOWLEDGED'), diaryNo: diaryNumber, diaryDay: day }),
  z.object({ ...act, act: z.literal('OPENED') }),
  z.object({
    ...act,
    act: z.literal('MOVED'),
    fromDesk: shortText,
    toDesk: shortText,
    fileNo: shortText.optional(),
  }),
  z.object({ ...act, act: z.literal('PUT_IN_FILE'), desk: shortText, fileNo: shortText }),
  z.object({ ...act, act: z.literal('CLOSED') }),
  z.object({
    ...act,
    act: z.literal('REJECTED'),
    fault: shortText,
    remarks: reason,
    rightOffice: shortText.optional(),
  }),
  z.object({ ...act, act: z.literal('RETURNED'), remarks: reason }),
])
export type DdfsAct = z.infer<typeof actSchema>

/** What KCS sends to `POST {address}/outgoing/verdicts`: what came of each entry. */
export const verdictsSchema = z.object({
  verdicts: z.array(
    z.object({
      type: z.enum(['LETTER', 'ACT']),
      id: z.string(),
      taken: z.boolean(),
      /** The id of the letter at KCS. */
      kcsId: z.string().optional(),
      /** Why it was refused, where and what to do, for the clerk. */
      remarks: z.string().optional(),
    }),
  ),
})
export type Verdicts = z.infer<typeof verdictsSchema>
