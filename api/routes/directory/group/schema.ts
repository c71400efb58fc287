// Groups of recipients: lists and rules, dated.

import { z } from 'zod'
import { MAX_RECIPIENTS } from '../../../../domain/letters/dispatch/recipients'
import { GROUP_ID, GROUP_REACHES } from '../../../../domain/directory/group/group'
import {
  id,
  instant,
  line,
  maybeLine,
  newCode,
  officeCode,
  pageFields,
  pageSchema,
  seatId,
} from '../../../http/fields'

const facts = z.array(line(200)).min(1).max(500).optional()

const whereSchema = z
  .strictObject({
    kinds: facts,
    districts: facts,
    departments: facts,
    under: officeCode.optional().meta({ description: 'This office and all below it.' }),
  })
  .meta({
    id: 'OfficeConditions',
    description: 'Each condition given must hold; of each list one must. Without any: all offices.',
  })

const memberSchema = z
  .strictObject({
    office: officeCode.optional(),
    seat: seatId.optional(),
    from: instant.nullable().default(null),
    until: instant.nullable().default(null).meta({ description: 'Not included.' }),
  })
  .refine((member) => (member.office === undefined) !== (member.seat === undefined), {
    error: 'must name either an office or a seat',
  })
  .refine(({ from, until }) => from === null || until === null || from < until, {
    error: 'must end after it begins',
  })
  .meta({ id: 'GroupMember' })

/** A rule as it is written in JSON. */
export type RuleBody =
  | { offices: z.output<typeof whereSchema> }
  | { members: z.output<typeof memberSchema>[] }
  | { group: string }
  | { any: RuleBody[] }
  | { all: RuleBody[] }
  | { of: RuleBody; except: RuleBody }

const rules = z
  .array(z.lazy((): z.ZodType<RuleBody> => ruleSchema))
  .min(1)
  .max(100)
const rule = z.lazy((): z.ZodType<RuleBody> => ruleSchema)

export const ruleSchema: z.ZodType<RuleBody> = z
  .union([
    z.strictObject({ offices: whereSchema }),
    z.strictObject({ members: z.array(memberSchema).min(1).max(MAX_RECIPIENTS) }),
    z.strictObject({ group: id.meta({ description: 'Id of another group.' }) }),
    z.strictObject({ any: rules }),
    z.strictObject({ all: rules }),
    z.strictObject({ of: rule, except: rule }),
  ])
  .meta({
    id: 'GroupRule',
    description: 'Offices by conditions, named members, another group, any of, all of, or all but some.',
  })

const definition = {
  reach: z
    .enum(GROUP_REACHES)
    .default('office')
    .meta({ description: 'Whether letters go to the offices or to their heads.' }),
  rule: ruleSchema,
  from: instant.optional().meta({ description: 'Since when it is so; now if left out, never in the past.' }),
}
const names = { name: line(200), nameMl: maybeLine(200).default('') }

export const newGroupSchema = z
  .strictObject({
    id: newCode(GROUP_ID, 60),
    office: officeCode.meta({ description: 'The office that keeps it.' }),
    ...names,
    ...definition,
  })
  .meta({ id: 'NewGroup' })

export const groupChangesSchema = z
  .strictObject({
    ...names,
    ...definition,
    until: instant.nullable().default(null).meta({ description: 'When it ends; null as long as it lasts.' }),
  })
  .meta({ id: 'GroupChanges' })

export const groupSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    nameMl: z.string(),
    office: z.string(),
    until: instant.nullable(),
    version: z.number().meta({ description: 'The ETag without its quotes.' }),
    definitions: z
      .array(z.object({ from: instant, reach: z.enum(GROUP_REACHES), rule: ruleSchema }))
      .meta({ description: 'What it is from when on; the newest that has begun holds.' }),
  })
  .meta({ id: 'Group' })

/** The response with a group, for the API documentation. */
export const groupDoc = {
  description: 'The group.',
  schema: groupSchema,
  headers: { ETag: 'The version, for If-Match.' },
}

export const groupPageSchema = pageSchema(groupSchema)

export const memberPageSchema = z.object({
  items: z.array(
    z
      .object({
        office: z.string(),
        name: z.string(),
        nameMl: z.string(),
        district: z.string(),
        seat: z.string().nullable().meta({ description: 'Of members that are seats.' }),
      })
      .meta({ id: 'MemberOfGroup' }),
  ),
  next: z.string().nullable(),
  count: z.number().meta({ description: 'How many members there are in all.' }),
})

export const groupParams = z.object({ id })
export const groupListQuery = z.strictObject({ office: officeCode.optional(), ...pageFields })
export const memberQuery = z.strictObject({
  at: instant.optional().meta({ description: 'As of this instant; now if left out.' }),
  ...pageFields,
})

/** Instants are Dates until they are written as JSON. */
export type GroupResponse = z.input<typeof groupSchema>
export type MemberPage = z.infer<typeof memberPageSchema>
