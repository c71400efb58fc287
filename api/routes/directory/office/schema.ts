// Offices as the directory shows them.

import { z } from 'zod'
import { MECHANISMS, STAND_INS, TAKING_RULES } from '../../../../domain/letters/systems'
import { eachDetail, listedOnly } from '../../../../domain/directory/office/details'
import { ENDPOINT_STATES } from '../../../../domain/letters/endpoint/endpoint'
import { SEAT_ROLES } from '../../../../domain/directory/seat/seat'
import { REASON_CODES } from '../../../../domain/letters/routing/reason'
import { instant, maybeLine, officeCode, pageFields, pageSchema } from '../../../http/fields'

const fact = (description: string) => maybeLine(200).optional().meta({ description })

/** As many as fit a page. */
const MOST_CODES = 200

export const officeQuery = z.strictObject({
  q: maybeLine(100).optional(),
  codes: z
    .string()
    .max(8_000)
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(z.string()).max(MOST_CODES, `must be at most ${MOST_CODES}`))
    .optional()
    .meta({
      override: {
        type: 'string',
        description: `Offices with these codes, up to ${MOST_CODES}, set apart by commas.`,
      },
    }),
  parent: fact('Offices directly below this one; empty for the top.'),
  kind: fact('Offices of this kind.'),
  district: fact('Offices of this district.'),
  department: fact('Offices of this department.'),
  ...pageFields,
})
export const officeParams = z.object({ code: officeCode })
export const asOfQuery = z.strictObject({
  at: instant.optional().meta({ description: 'As of this instant; now if left out.' }),
})

const details = eachDetail(() => z.string())

export const officeSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    nameMl: z.string(),
    kind: z.string(),
    department: z.string(),
    district: z.string(),
    parent: z.string().nullable(),
    ...listedOnly(details),
    active: z.boolean(),
    inwardSeat: z.string().nullable().meta({ description: 'Where tapals to the office as a whole go.' }),
    mechanism: z.enum(MECHANISMS).nullable().meta({ description: 'How letters reach it now.' }),
  })
  .meta({ id: 'Office' })

export const listedOfficeSchema = officeSchema
  .extend({ children: z.number().meta({ description: 'How many offices stand directly below it.' }) })
  .meta({ id: 'ListedOffice' })

const accepts = z.object({
  kinds: z.array(z.string()).optional(),
  mediaTypes: z.array(z.string()).optional(),
  maxDocumentBytes: z.number().optional(),
  maxDocuments: z.number().optional(),
  languages: z.array(z.string()).optional(),
  classifications: z.array(z.string()).optional(),
})

const profileFields = {
  from: instant,
  taking: z.enum(TAKING_RULES).nullable().meta({ description: 'Null for what is usual for the mechanism.' }),
  accepts: accepts.meta({ description: 'What the office takes; what is left out is not limited.' }),
  fallback: z.enum(STAND_INS).meta({ description: 'The last way.' }),
  nextWayAfterSeconds: z
    .number()
    .optional()
    .meta({ description: 'How long letters wait at a way that is paused; a day where it is left out.' }),
}
const way = z.object({ system: z.enum(MECHANISMS), endpoint: z.string().nullable() })

export const wholeOfficeSchema = officeSchema
  .extend({
    path: z.array(z.string()).meta({ description: 'Codes of all offices above it, the topmost first.' }),
    ...details,
    calendar: z.string(),
    activeFrom: instant.nullable(),
    activeUntil: instant.nullable().meta({ description: 'Not included; null as long as it lasts.' }),
    fitToReceive: z.boolean(),
    succession: z
      .object({ kind: z.enum(['merged', 'split']), into: z.array(z.string()), at: instant })
      .nullable(),
    intermediaries: z.array(z.object({ office: z.string(), from: instant, until: instant.nullable() })),
    profiles: z.array(z.object({ ...profileFields, ways: z.array(way) })),
    version: z.number().meta({ description: 'The ETag without its quotes.' }),
  })
  .meta({ id: 'WholeOffice' })

const namedOffice = z.object({ code: z.string(), name: z.string(), nameMl: z.string() })
const reason = z.object({ code: z.enum(REASON_CODES), of: z.string().optional() })

export const cardSchema = z
  .object({
    office: wholeOfficeSchema,
    ancestors: z.array(namedOffice),
    children: z.number(),
    profile: z
      .object({
        ...profileFields,
        ways: z.array(way.extend({ health: z.enum(ENDPOINT_STATES).nullable() })),
        chosen: z.object({
          mechanism: z.enum(MECHANISMS),
          endpoint: z.string(),
          reasons: z.array(reason),
        }),
      })
      .nullable(),
    seats: z.array(
      z.object({
        id: z.string(),
        designation: z.string(),
        designationMl: z.string(),
        section: z.string(),
        role: z.enum(SEAT_ROLES),
        holder: z.string().nullable().meta({ description: 'Name of who has the duty.' }),
        duty: z.object({ reason, actingSeat: z.string().nullable() }),
      }),
    ),
    may: z
      .object({ change: z.boolean().meta({ description: 'Change the office, and enter others below it.' }) })
      .meta({ description: 'What the caller may do with it now.' }),
  })
  .meta({ id: 'OfficeCard' })

export type OfficeResponse = z.infer<typeof officeSchema>
export type ListedOfficeResponse = z.infer<typeof listedOfficeSchema>
/** Instants are Dates until they are written as JSON. */
export type WholeOfficeResponse = z.infer<typeof wholeOfficeSchema>
export type OfficeCardResponse = z.infer<typeof cardSchema>
export const officePageSchema = pageSchema(listedOfficeSchema)
export type { NewOfficeBody, NewProfileBody } from './body-schema'

/** The response with an office, for the API documentation. */
export const officeDoc = {
  description: 'The office.',
  schema: wholeOfficeSchema,
  headers: { ETag: 'Version of the office, for If-Match.' },
}
