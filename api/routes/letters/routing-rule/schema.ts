// Routing rules: for which letters, and what they change of the way.

import { z } from 'zod'
import { CLASSIFICATIONS, LETTER_KINDS, URGENCIES } from '../../../../domain/letters/dispatch/dispatch'
import { SEAT_ROLES } from '../../../../domain/directory/seat/seat'
import { RULE_PROBLEMS } from '../../../../domain/letters/routing/problems'
import { id, instant, line, officeCode, pageFields, pageSchema, seatId } from '../../../http/fields'

const oneOf = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.array(z.enum(values)).min(1).max(values.length).optional()
const facts = (length = 200) => z.array(line(length)).min(1).max(500).optional()

const whenSchema = z
  .strictObject({
    kinds: oneOf(LETTER_KINDS),
    classifications: oneOf(CLASSIFICATIONS),
    urgencies: oneOf(URGENCIES),
    subjectCodes: facts(40),
    offices: z.array(officeCode).min(1).max(500).optional(),
    officeKinds: facts(),
    departments: facts(),
    districts: facts(),
    vacant: z.boolean().optional().meta({ description: 'Whether nobody holds the seat at that instant.' }),
    absent: z
      .boolean()
      .optional()
      .meta({ description: 'Whether somebody acts on the seat in absence of its holder at that instant.' }),
    holiday: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the office is closed by its calendar on that day, see /v1/calendars.' }),
  })
  .meta({
    id: 'RuleWhen',
    description:
      'Each condition given must hold; of each list one must. Office facts are those of the addressee.',
  })

const thenSchema = z
  .strictObject({
    seatRole: z.enum(SEAT_ROLES).optional(),
    seat: seatId.optional(),
    office: officeCode.optional(),
    copyTo: z
      .array(
        z
          .strictObject({ office: officeCode.optional(), seat: seatId.optional() })
          .refine(({ office, seat }) => (office === undefined) !== (seat === undefined), {
            error: 'must name either an office or a seat',
          }),
      )
      .min(1)
      .max(20)
      .optional(),
  })
  .refine((then) => Object.values(then).some((value) => value !== undefined), {
    error: 'must do something',
  })
  .refine(({ seat, seatRole }) => seat === undefined || seatRole === undefined, {
    error: 'must name a seat or a role, not both',
  })
  .meta({ id: 'RuleThen', example: { seat: 'CDIT/REG' } })

const text = {
  name: line(200),
  from: instant.optional().meta({ description: 'Now if left out; never in the past.' }),
  until: instant.nullable().default(null).meta({ description: 'Not included.' }),
  priority: z.number().int().min(0).max(1000).default(0).meta({ description: 'The higher goes first.' }),
  when: whenSchema,
  then: thenSchema,
}

export const newRuleSchema = z
  .strictObject({
    office: officeCode.meta({ description: 'The rule holds for this office and all below it.' }),
    ...text,
  })
  .meta({ id: 'NewRoutingRule' })
export const ruleChangesSchema = z.strictObject(text).meta({ id: 'RoutingRuleChanges' })
export const ruleCheckSchema = z
  .strictObject({
    id: id.optional().meta({ description: 'Of a rule that is to be changed.' }),
    ...newRuleSchema.shape,
  })
  .meta({ id: 'RoutingRuleCheck' })

const problemsSchema = z
  .array(z.object({ kind: z.enum(RULE_PROBLEMS), rule: z.string(), with: z.string().optional() }))
  .meta({
    id: 'RuleProblems',
    description: 'What is wrong with it among the others; it is saved all the same.',
  })

const ruleFields = {
  from: instant,
  until: instant.nullable(),
  priority: z.number(),
  when: whenSchema,
  then: thenSchema,
  version: z.number(),
}

export const ruleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    office: z.string(),
    ...ruleFields,
    earlier: z.array(z.object(ruleFields)).meta({ description: 'What it said before.' }),
  })
  .meta({ id: 'RoutingRule' })
export const savedRuleSchema = ruleSchema
  .extend({ problems: problemsSchema })
  .meta({ id: 'SavedRoutingRule' })
export const rulePageSchema = pageSchema(ruleSchema)
export const checkedSchema = z.object({ problems: problemsSchema })
export const ruleParams = z.object({ id })
export const ruleListQuery = z.strictObject({ office: officeCode.optional(), ...pageFields })
export type RuleBody = z.output<typeof newRuleSchema>

/** The response with a rule that was saved, for the API documentation. */
export const savedRuleDoc = {
  description: 'The rule.',
  schema: savedRuleSchema,
  headers: { ETag: 'The version, for If-Match.' },
}
