// The assumed form of what lies in the folders of an iAPS; its real interface is not public (see README). Replaceable in this folder alone.

import { z } from 'zod'
import { day, deliveryKey, diaryNumber, instant, reason, text } from '../reading'

/** The folders of a drop. Its documents lie apart, so that a list of what was dropped stays short. */
export const FOLDERS = {
  /** Letters from KCS, each a manifest that is named by its delivery key. */
  in: 'in',
  inFiles: 'in-files',
  /** Where iAPS moves the manifest of a letter that it picks up. */
  picked: 'picked',
  /** What became of each letter, by its delivery key. */
  answers: 'answers',
  /** Where KCS moves the manifest of a letter that it takes back. */
  withdrawn: 'withdrawn',
  /** What iAPS has for KCS. */
  out: 'out',
  outFiles: 'out-files',
  /** What came of that, and where KCS moves what it is done with. */
  verdicts: 'verdicts',
  done: 'done',
} as const
/** Says what can be dropped; where it is missing, the folder is not the drop of an iAPS. */
export const SERVICE_FILE = 'service.json'
/** The ending of what is being written; it becomes another name when it is whole. */
export const DRAFT_ENDING = '.part'

export const KINDS = ['letter', 'order', 'circular', 'memo', 'note', 'reply'] as const
export const PRIORITIES = ['routine', 'urgent', 'flash'] as const
export const LANGUAGES = ['eng', 'mal'] as const
/** Grades of secrecy as the office manual orders them; letters of the first alone are carried now. */
export const GRADES = ['open', 'confidential', 'secret', 'top-secret'] as const

const shortText = text()
/** An id of iAPS, which is a part of the name of a file. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/
const id = z.string().regex(ID, 'must be letters, digits, - and _, 100 at most')
/** The name of a file beside a manifest; it leads nowhere else. */
const fileName = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.)){0,150}$/,
    'must be a plain name of letters, digits, ., - and _, without a folder',
  )
const bytes = z.number().int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')

/** The settings of an endpoint. A local folder needs none of them but the hours, where iAPS has any. */
export const settingsSchema = z.object({
  user: z.string().min(1).optional(),
  /** Or a private key, as PEM or as OpenSSH writes it. */
  password: z.string().min(1).optional(),
  /** Fingerprint of the key of the server: `SHA256:` and 43 signs. */
  hostKey: z.string().min(1).optional(),
  /** The hours in which it picks up. */
  window: z.string().min(1).optional(),
})
export type Settings = z.infer<typeof settingsSchema>

const party = z.object({
  office: z.string(),
  officeName: z.string(),
  seat: z.string(),
  seatName: z.string(),
})

/** `in/<delivery key>.json`: a letter of KCS, written after its documents. */
export const manifestSchema = z.object({
  format: z.literal('iaps-drop-1'),
  key: z.string(),
  grade: z.enum(GRADES),
  purpose: z.enum(['action', 'information']),
  acknowledgeWithinSeconds: z.number(),
  from: party,
  to: party,
  kind: z.enum(KINDS),
  subject: z.string(),
  letterNumber: z.string(),
  letterDay: z.string(),
  fileNumber: z.string(),
  despatchNumber: z.string(),
  priority: z.enum(PRIORITIES),
  language: z.enum(LANGUAGES),
  files: z.array(z.object({ file: fileName, name: z.string(), mediaType: z.string(), bytes, sha256 })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** `answers/<delivery key>.json`: what became of a letter; written anew when that changes. */
export const answerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('taken'), inwardNumber: diaryNumber, inwardDay: day }),
  z.object({
    state: z.literal('refused'),
    fault: shortText,
    remarks: reason.optional(),
    rightOffice: shortText.optional(),
  }),
  /** What was dropped was not whole. iAPS has removed it, and knows nothing of the letter. */
  z.object({ state: z.literal('faulty'), fault: shortText }),
])
export type Answer = z.infer<typeof answerSchema>

/** `service.json`. */
export const serviceSchema = z.object({
  system: z.string(),
  mediaTypes: z.array(shortText).max(50),
  maxFileBytes: z.number().int().positive(),
  maxFiles: z.number().int().positive(),
})

/** `out/<id>.letter.json`: a letter that an office sends. What the services of KCS check of every letter is not checked here. */
export const sentLetterSchema = z.object({
  id,
  grade: z.enum(GRADES),
  office: z.string(),
  seat: z.string().optional(),
  kind: z.enum(KINDS),
  subject: z.string(),
  letterNumber: z.string(),
  letterDay: day,
  fileNumber: z.string().optional(),
  subjectCode: z.string().optional(),
  priority: z.enum(PRIORITIES).optional(),
  language: z.enum(LANGUAGES).optional(),
  to: z.array(
    z.object({
      office: z.string().optional(),
      seat: z.string().optional(),
      group: z.string().optional(),
      purpose: z.enum(['action', 'information']),
    }),
  ),
  acknowledgeWithinSeconds: z.number().optional(),
  escalateEverySeconds: z.number().optional(),
  files: z.array(
    z.object({ file: fileName, name: z.string(), mediaType: z.string().optional(), bytes, sha256 }),
  ),
})
export type SentLetter = z.infer<typeof sentLetterSchema>

const act = { id, key: deliveryKey, at: instant }

/** `out/<id>.act.json`: what an office did with a letter that KCS dropped. */
export const actSchema = z.discriminatedUnion('act', [
  z.object({ ...act, act: z.literal('taken'), inwardNumber: diaryNumber, inwardDay: day }),
  z.object({ ...act, act: z.literal('opened') }),
  z.object({
    ...act,
    act: z.literal('moved'),
    fromSeat: shortText.optional(),
    toSeat: shortText,
    fileNumber: shortText.optional(),
  }),
  z.object({ ...act, act: z.literal('filed'), seat: shortText, fileNumber: shortText }),
  z.object({ ...act, act: z.literal('closed') }),
  z.object({
    ...act,
    act: z.literal('refused'),
    fault: shortText,
    remarks: reason,
    rightOffice: shortText.optional(),
  }),
  z.object({ ...act, act: z.literal('returned'), remarks: reason }),
])
export type IapsAct = z.infer<typeof actSchema>

export const OUT_TYPES = ['letter', 'act'] as const
export type OutType = (typeof OUT_TYPES)[number]

/** `verdicts/<id>.<type>.json`: what came of a letter or an act. */
export const verdictSchema = z.object({
  id: z.string(),
  type: z.enum(OUT_TYPES),
  taken: z.boolean(),
  /** The id of the letter at KCS. */
  kcsId: z.string().optional(),
  /** Why it was refused, where and what to do, for the clerk. */
  remarks: z.string().optional(),
})
export type Verdict = z.infer<typeof verdictSchema>

/** Where a letter of KCS stands under its delivery key, in one of the folders that are named by keys. */
export function keyPath(folder: 'in' | 'picked' | 'answers' | 'withdrawn', key: string): string {
  return `${FOLDERS[folder]}/${key}.json`
}

/** The name of what came from iAPS, or null where it is not such a name. */
export function outNameOf(name: string): { id: string; type: OutType } | null {
  const [stem, type, ending, ...more] = name.split('.')
  const known = OUT_TYPES.find((each) => each === type)
  return known && ending === 'json' && more.length === 0 && ID.test(stem!) ? { id: stem!, type: known } : null
}

/** The name of a letter or act in `out` and of its verdict, or null where its id can be no name. */
export function outName(outId: string, type: OutType): string | null {
  return ID.test(outId) ? `${outId}.${type}.json` : null
}
