// Letters as they are handed over, listed and traced.

import { z } from 'zod'
import {
  DISPATCH_STATES,
  GRADES,
  LANGUAGES,
  LETTER_KINDS,
  URGENCIES,
} from '../../../../domain/letters/dispatch/dispatch'
import { fileNameFault, MAX_FILE_NAME } from '../../../../domain/common/text/file-name'
import { TEST_BEHAVIOURS } from '../../../../domain/letters/sandbox/test-letter'
import { MAX_RECIPIENTS, PURPOSES } from '../../../../domain/letters/dispatch/recipients'
import { MAX_DOCUMENTS, MAX_REASON, MAX_SUBJECT } from '../../../../domain/letters/dispatch/limits'
import {
  day,
  id,
  instant,
  line,
  officeCode,
  pageFields,
  pageSchema,
  seatId,
  sha256,
  textOf,
  words,
} from '../../../http/fields'
import { tapalSchema } from '../tapal/schema'
import { withinSchema } from './within-schema'

export const TAG = 'Dispatches'

/** 10,000 recipients with long codes fit. */
export const LETTER_BYTES = 2 * 1024 * 1024

const YEAR_SECONDS = 365 * 24 * 3600
const seconds = z.number().int().min(1).max(YEAR_SECONDS)

/** How fast things are owed, as a sender states it. */
export const statedTimesSchema = z
  .strictObject({
    acknowledgeWithinSeconds: seconds.optional(),
    escalateEverySeconds: seconds.optional(),
    within: withinSchema.optional(),
  })
  .meta({
    description:
      'What is left out has each tapal from its service level, see /v1/service-levels. An hour at least, but for test letters.',
  })

const timesSchema = z.object({
  acknowledgeWithinSeconds: z.number(),
  escalateEverySeconds: z.number(),
  within: withinSchema.optional(),
})

/** A name that is safe as a file name everywhere. */
export const documentName = textOf({ max: MAX_FILE_NAME }, fileNameFault).meta({
  description:
    'With the ending of its kind; without the signs / \\ : * ? " < > |, and no full stop at its ends.',
  example: 'order.pdf',
})

export const recipientSchema = z
  .strictObject({
    office: officeCode.optional(),
    seat: seatId.optional(),
    group: id.optional().meta({ description: 'Id of a group, see /v1/groups' }),
    purpose: z.enum(PURPOSES),
  })
  .refine(
    ({ office, seat, group }) => [office, seat, group].filter((one) => one !== undefined).length === 1,
    {
      error: 'must name either an office, a seat or a group',
    },
  )
  .meta({
    id: 'Recipient',
    description: 'An office, one seat or a group; for action, or for information (copy to).',
    example: { office: 'ITD', purpose: 'action' },
  })

/** The fourth priority, beside the urgency by which queues are ordered. */
export const fixedDate = day.meta({
  description:
    'The day by which the sender wants it done (priority *Fixed date*): the reply is due then where one is owed, else the action.',
  example: '2027-03-31',
})

/** Only `normal` is carried. */
export const gradeSchema = z
  .enum(GRADES)
  .meta({ description: 'The grade of secrecy; letters of the first alone are carried now.' })

/** What makes a letter a test letter. */
export const testFields = {
  test: z.boolean().optional().meta({
    description:
      'A test letter: it reaches no office. With a test key every letter is one, whatever stands here.',
  }),
  testBehaviour: z.enum(TEST_BEHAVIOURS).optional().meta({
    description:
      'What the test office does, in the place of offices that are not your own; else `acknowledge`.',
  }),
}

export const newDispatchSchema = z
  .strictObject({
    sender: z.strictObject({ seat: seatId }),
    kind: z.enum(LETTER_KINDS),
    subject: line(MAX_SUBJECT),
    letterNumber: line(100),
    letterDate: day,
    fileNumber: line(100).optional(),
    subjectCode: line(40)
      .optional()
      .meta({ description: 'Code of what the letter is about, for routing rules.' }),
    urgency: z.enum(URGENCIES).optional(),
    fixedDate: fixedDate.optional(),
    classification: gradeSchema.optional(),
    language: z.enum(LANGUAGES).optional(),
    recipients: z
      .array(recipientSchema, { error: codeIfMissing('recipients-missing') })
      .min(1, 'recipients-missing')
      .max(MAX_RECIPIENTS, 'recipients-too-many'),
    documents: z
      .array(z.strictObject({ sha256, name: documentName }), { error: codeIfMissing('document-missing') })
      .min(1, 'document-missing')
      .max(MAX_DOCUMENTS, `must be at most ${MAX_DOCUMENTS}`),
    times: statedTimesSchema.optional(),
    ...testFields,
  })
  .meta({ id: 'NewDispatch' })

export type NewDispatch = z.infer<typeof newDispatchSchema>

/** A field that is not there at all has the same code as an empty one. */
function codeIfMissing(code: string) {
  return ({ input }: { input?: unknown }) => (input === undefined ? code : undefined)
}

const linksSchema = z.object({
  self: z.string(),
  trace: z.string(),
  temporal: z.string().nullable().meta({ description: 'The run in Temporal Web.' }),
})

/** Of what belongs to test letters; letters that are meant do not have it. */
const testFlag = z.literal(true).optional().meta({ description: 'It is a test letter.' })

export const acceptedSchema = z
  .object({
    id: z.string(),
    state: z.literal('accepted'),
    workflowId: z.string(),
    links: linksSchema,
    test: testFlag,
  })
  .meta({ id: 'AcceptedDispatch' })

export const partySchema = z
  .object({
    office: z.string(),
    name: z.string(),
    nameMl: z.string(),
    seat: z.string(),
    designation: z.string(),
    designationMl: z.string(),
  })
  .meta({ id: 'Party', description: 'An office and the seat in it.' })

export const documentReferenceSchema = z
  .object({ sha256: z.string(), name: z.string(), mediaType: z.string(), size: z.number() })
  .meta({ id: 'DocumentReference' })

export const dispatchSchema = z
  .object({
    id: z.string(),
    number: z
      .string()
      .nullable()
      .meta({ description: 'Despatch number, allotted when recipients are resolved.' }),
    state: z.enum(DISPATCH_STATES),
    sender: partySchema,
    kind: z.enum(LETTER_KINDS),
    masked: z.boolean().meta({
      description:
        'Whether subject, numbers of letter and file, and documents are left out: an operator sees them while the glass is broken.',
    }),
    subject: z.string(),
    letterNumber: z.string(),
    letterDate: z.string(),
    fileNumber: z.string(),
    urgency: z.enum(URGENCIES),
    fixedDate: day.optional().meta({ description: 'Where the sender fixed one.' }),
    language: z.enum(LANGUAGES),
    documents: z.array(documentReferenceSchema),
    counts: z.record(z.string(), z.number()).meta({ description: 'Tapals by state.' }),
    countedAt: instant.nullable().meta({
      description:
        'Of a letter to many: since when changes may be missing in `counts`. Else null: nothing is missing.',
    }),
    recipients: z.number(),
    times: timesSchema.meta({
      description: 'As stated, else as usual; each tapal has those of its service level.',
    }),
    recalledAt: instant.nullable(),
    acceptedAt: instant,
    closedAt: instant.nullable(),
    workflowId: z.string(),
    links: linksSchema,
    test: testFlag,
  })
  .meta({ id: 'Dispatch' })

export type DispatchResponse = z.infer<typeof dispatchSchema>
export type AcceptanceResponse = z.infer<typeof acceptedSchema>

export const dispatchPageSchema = pageSchema(dispatchSchema)

export const traceSchema = z
  .object({
    dispatch: dispatchSchema,
    tapals: z.array(tapalSchema),
    next: z.string().nullable().meta({ description: 'Cursor for more tapals of a long list.' }),
    workflow: z.object({ id: z.string(), url: z.string().nullable() }),
  })
  .meta({ id: 'Trace' })

export type TraceResponse = z.infer<typeof traceSchema>

export const dispatchIdSchema = z.object({ id })
export const dispatchListQuery = z.strictObject({
  seat: seatId,
  state: z.enum(DISPATCH_STATES).optional(),
  ...pageFields,
})
export const traceQuery = z.strictObject(pageFields)
export const recallSchema = z.strictObject({ reason: words(MAX_REASON) })
