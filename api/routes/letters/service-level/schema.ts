// Service levels: for which letters and offices, in what time what is to be done, and why a letter has its times.

import { z } from 'zod'
import { LINE_CODES } from '../../../../domain/common/clock/line'
import { TERM_UNITS } from '../../../../domain/common/clock/term'
import {
  CLASSIFICATIONS,
  LETTER_KINDS,
  LEVEL_CLOCKS,
  URGENCIES,
} from '../../../../domain/letters/dispatch/dispatch'
import { PRIORITIES } from '../../../../domain/letters/dispatch/priority'
import { LEVEL_REASON_CODES } from '../../../../domain/letters/service-level/reason'
import { LEVEL_PROBLEMS } from '../../../../services/letters/service-level/problems'
import { CODE } from '../../../../domain/common/text/code'
import {
  day,
  id,
  instant,
  line,
  maybeLine,
  newCode,
  officeCode,
  pageFields,
  pageSchema,
} from '../../../http/fields'

const YEAR_SECONDS = 365 * 24 * 3600
const oneOf = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.array(z.enum(values)).min(1).max(values.length).optional()
const facts = (length: number) => z.array(line(length)).min(1).max(500).optional()
const seconds = z.number().int().min(1).max(YEAR_SECONDS)

const termSchema = z
  .strictObject({
    amount: z.number().meta({ description: 'A whole number from 1.', example: 3 }),
    unit: z.enum(TERM_UNITS),
  })
  .meta({ id: 'LevelTerm' })

const whenSchema = z
  .strictObject({
    subjectCodes: facts(40),
    officeKinds: facts(200).meta({ description: 'Of the office that gets it.' }),
    priorities: oneOf(PRIORITIES),
    classifications: oneOf(CLASSIFICATIONS),
    kinds: oneOf(LETTER_KINDS),
  })
  .meta({
    id: 'LevelWhen',
    description:
      'Each condition given must hold; of each list one must. Of the levels that fit the one with the most conditions holds; of ' +
      'as many, the one with the weightiest that the other does not name, in the order of these fields.',
  })

const termsSchema = z
  .strictObject({
    acknowledge: termSchema,
    open: termSchema.optional(),
    act: termSchema.optional(),
    reply: termSchema.optional(),
    transfer: termSchema.optional(),
    dispose: termSchema.optional(),
  })
  .meta({ id: 'LevelTerms', description: 'A clock that is left out does not run.' })

const escalateEverySeconds = seconds.meta({
  description: 'From one level of the ladder of escalation to the next. An hour at least.',
  example: 86_400,
})
const source = maybeLine(300)
  .default('')
  .meta({ description: 'The order, manual or Citizen Charter that it was taken from.' })

export const levelTextSchema = z
  .strictObject({
    name: line(200),
    nameMl: maybeLine(200).default(''),
    from: instant.optional().meta({ description: 'Now if left out; never in the past.' }),
    until: instant.nullable().default(null).meta({ description: 'Not included.' }),
    when: whenSchema,
    terms: termsSchema,
    escalateEverySeconds,
    source,
  })
  .meta({ id: 'ServiceLevelText' })

const levelFields = {
  from: instant,
  until: instant.nullable(),
  when: whenSchema,
  terms: termsSchema,
  escalateEverySeconds: z.number(),
  source: z.string(),
  version: z.number().meta({ description: 'Of the level with this text; tapals name it.' }),
}

export const levelSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    nameMl: z.string(),
    ...levelFields,
    earlier: z.array(z.object(levelFields)).meta({ description: 'What it said before.' }),
  })
  .meta({ id: 'ServiceLevel' })

export const savedLevelSchema = levelSchema
  .extend({
    problems: z
      .array(z.object({ kind: z.enum(LEVEL_PROBLEMS), value: z.string() }))
      .meta({ description: 'What is odd about it; it is saved all the same.' }),
  })
  .meta({ id: 'SavedServiceLevel' })

export const levelDoc = {
  description: 'The level.',
  schema: levelSchema,
  headers: { ETag: 'The version, for If-Match.' },
}
export const savedLevelDoc = { ...levelDoc, schema: savedLevelSchema }

export const levelPageSchema = pageSchema(levelSchema)
export const levelListQuery = z.strictObject(pageFields)
export const levelParams = z.object({ id })
/** Of a level that may be new: ids stand in rows of letters and in addresses. */
export const newLevelParams = z.object({ id: newCode(CODE, 60) })
export const levelEndSchema = z
  .strictObject({ until: instant.optional().meta({ description: 'Now if left out.' }) })
  .meta({ id: 'ServiceLevelEnd' })

const levelName = z.object({ id: z.string(), version: z.number() })

/** The times of a tapal as they are chosen, in words of both languages. */
export const chosenFields = {
  level: levelName.nullable().meta({
    id: 'ServiceLevelName',
    description: 'The service level that gives the times; null where none fits.',
  }),
  terms: z
    .array(
      z.object({
        clock: z.enum(LEVEL_CLOCKS),
        amount: z.number().nullable().meta({ description: 'Null where the day is fixed.' }),
        unit: z.enum(TERM_UNITS).nullable(),
        en: z.string(),
        ml: z.string(),
      }),
    )
    .meta({ description: 'What is owed in what time, in the order in which an office does it.' }),
  escalateEverySeconds: z.number(),
  levelWhy: z
    .array(z.object({ code: z.enum(LEVEL_REASON_CODES), en: z.string(), ml: z.string() }))
    .meta({ description: 'Why these are its times.' }),
}

export const levelQuestionSchema = z
  .strictObject({
    kind: z.enum(LETTER_KINDS).default('letter'),
    urgency: z.enum(URGENCIES).default('normal'),
    classification: z.enum(CLASSIFICATIONS).default('normal'),
    subjectCode: maybeLine(40).default(''),
    fixedDate: day.optional(),
    office: officeCode.optional(),
    officeKind: line(200).optional().meta({ description: 'Where no office is named.' }),
    at: instant.optional().meta({ description: 'When it would come and be taken. Now if left out.' }),
  })
  .refine(({ office, officeKind }) => office === undefined || officeKind === undefined, {
    error: 'must not stand beside `office`, which has its kind',
    path: ['officeKind'],
  })
  .meta({ id: 'ServiceLevelQuestion' })

const promised = z.object({
  clock: z.enum(LEVEL_CLOCKS),
  dueAt: instant.nullable(),
  dueDay: day.nullable().meta({ description: 'The day in Kerala.' }),
  lines: z.array(z.object({ code: z.enum(LINE_CODES), en: z.string(), ml: z.string() })),
})

export const levelAnswerSchema = z
  .object({
    ...chosenFields,
    name: z.string().nullable().meta({ description: 'Of the level.' }),
    nameMl: z.string().nullable(),
    source: z.string().nullable(),
    officeKind: z.string(),
    calendar: z.string().meta({ description: 'By which days are counted.' }),
    clocks: z.array(promised).meta({ description: 'Each clock as it would run from the instant.' }),
    serviceDelivery: promised.meta({
      description: 'What an acknowledgement slip promises: when the office is to be done with it.',
    }),
  })
  .meta({ id: 'ServiceLevelAnswer' })

export type LevelResponse = z.output<typeof levelSchema>
export type SavedLevelResponse = z.output<typeof savedLevelSchema>
export type LevelTextBody = z.input<typeof levelTextSchema>
export type LevelQuestionBody = z.input<typeof levelQuestionSchema>
export type LevelAnswerResponse = z.output<typeof levelAnswerSchema>
