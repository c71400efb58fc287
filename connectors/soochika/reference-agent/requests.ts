// The calls of KCS as the reference Soochika reads them: strictly, so that a member that is wrong or missing is noticed.

import { z } from 'zod'
import { KINDS, LANGUAGES, PRIORITIES, PURPOSES } from '../schema'

const whole = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const key = z.string().min(1).max(200)
/** An element without a text is an empty text. */
const party = z.strictObject({
  OfficeCode: z.string().min(1),
  OfficeName: z.string(),
  SeatId: z.string(),
  SeatName: z.string(),
  Section: z.string().optional(),
})

export const inwardRequestSchema = z.strictObject({
  KcsKey: key,
  Purpose: z.enum(PURPOSES),
  ReplyWithinSeconds: whole,
  From: party,
  To: party,
  Kind: z.enum(KINDS),
  Subject: z.string().min(1),
  LetterNo: z.string(),
  LetterDate: z.iso.date(),
  FileNo: z.string(),
  DespatchNo: z.string(),
  Priority: z.enum(PRIORITIES),
  Language: z.enum(LANGUAGES),
  Documents: z.array(
    z.strictObject({ Sha256: sha256, FileName: z.string().min(1), MimeType: z.string(), Bytes: whole }),
  ),
})
export type InwardRequest = z.infer<typeof inwardRequestSchema>

export const keyRequestSchema = z.strictObject({ KcsKey: key })
export const findRequestSchema = z.strictObject({ Sha256: sha256 })
export const putRequestSchema = z.strictObject({
  Sha256: sha256,
  Offset: whole,
  Size: whole,
  Content: z.string().min(1),
})
export const pieceRequestSchema = z.strictObject({ DocumentId: key, Offset: whole, Length: whole })
export const outboxRequestSchema = z.strictObject({ After: z.string().max(20).optional(), Max: whole })
export const settleRequestSchema = z.strictObject({
  Results: z.array(
    z.strictObject({
      Of: z.enum(['Letter', 'Report']),
      Id: key,
      Taken: z.enum(['true', 'false']),
      KcsId: z.string().optional(),
      Remarks: z.string().optional(),
    }),
  ),
})
export type SettleResult = z.infer<typeof settleRequestSchema>['Results'][number]
/** Of an operation without members. */
export const emptyRequestSchema = z.literal('')
