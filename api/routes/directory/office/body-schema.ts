// What changes of offices are asked for with.

import { z } from 'zod'
import { CODE } from '../../../../domain/common/text/code'
import { eachDetail } from '../../../../domain/directory/office/details'
import { MAX_WAYS } from '../../../../domain/directory/office/fields'
import { MAX_NEXT_WAY_AFTER_SECONDS } from '../../../../domain/directory/office/profile'
import { MECHANISMS, STAND_INS, TAKING_RULES } from '../../../../domain/letters/systems'
import { CLASSIFICATIONS, LANGUAGES, LETTER_KINDS } from '../../../../domain/letters/dispatch/dispatch'
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, MEDIA_TYPES } from '../../../../domain/letters/dispatch/limits'
import {
  confirmTwin,
  id,
  instant,
  line,
  maybeLine,
  newCode,
  officeCode,
  seatId,
  textOf,
} from '../../../http/fields'

const details = eachDetail(({ max, lines = false, faultOf }) =>
  textOf({ max, lines, empty: true }, faultOf).optional(),
)

const facts = {
  nameMl: maybeLine(300).optional(),
  kind: line(100).optional(),
  department: maybeLine(200).optional(),
  district: maybeLine(100).optional(),
  ...details,
  calendar: line(100).optional(),
  activeUntil: instant.nullable().optional(),
  fitToReceive: z.boolean().optional(),
}

export const newOfficeSchema = z
  .strictObject({
    code: newCode(CODE, 60),
    name: line(300),
    parent: officeCode.nullable().default(null),
    ...facts,
    activeFrom: instant.optional().meta({ description: 'Now if left out.' }),
    confirmTwin,
    headSeat: z
      .strictObject({ designation: line(200), designationMl: maybeLine(200).optional() })
      .optional()
      .meta({ description: 'Makes the seat <code>/HEAD, which takes in what is addressed to the office.' }),
  })
  .meta({ id: 'NewOffice' })

export const officeChangesSchema = z
  .strictObject({ name: line(300).optional(), ...facts, inwardSeat: seatId.nullable().optional() })
  .refine((changes) => Object.keys(changes).length > 0, 'must change something')
  .meta({ id: 'OfficeChanges' })

export const moveSchema = z
  .strictObject({ parent: officeCode.nullable().meta({ description: 'Null for the top.' }) })
  .meta({ id: 'OfficeMove' })

const from = instant.optional().meta({ description: 'Now if left out; never in the past.' })

export const mergeSchema = z.strictObject({ into: officeCode, at: from }).meta({ id: 'OfficeMerge' })

export const splitSchema = z
  .strictObject({
    into: z
      .array(officeCode)
      .min(2, 'must name two or more')
      .max(50)
      .meta({ description: 'Letters go to the first.' }),
    at: from,
  })
  .meta({ id: 'OfficeSplit' })

export const intermediarySchema = z
  .strictObject({ office: officeCode, from, until: instant.nullable().default(null) })
  .meta({ id: 'NewIntermediary' })

const accepts = z.strictObject({
  kinds: z.array(z.enum(LETTER_KINDS)).min(1).optional(),
  mediaTypes: z.array(z.enum(MEDIA_TYPES)).min(1).optional(),
  maxDocumentBytes: z.number().int().min(1).max(MAX_DOCUMENT_BYTES).optional(),
  maxDocuments: z.number().int().min(1).max(MAX_DOCUMENTS).optional(),
  languages: z.array(z.enum(LANGUAGES)).min(1).optional(),
  classifications: z.array(z.enum(CLASSIFICATIONS)).min(1).optional(),
})

export const newProfileSchema = z
  .strictObject({
    endpoint: id
      .optional()
      .meta({ description: 'Id of an endpoint, see /v1/endpoints; it must serve the office. Or `ways`.' }),
    ways: z
      .array(z.strictObject({ system: z.enum(MECHANISMS), endpoint: id.nullable().default(null) }))
      .min(1)
      .max(MAX_WAYS)
      .optional()
      .meta({ description: 'In the order in which they are tried. A system may have no endpoint yet.' }),
    taking: z
      .enum(TAKING_RULES)
      .optional()
      .meta({ description: 'What counts as taking; by default as is usual for the mechanism.' }),
    accepts: accepts.default({}),
    fallback: z.enum(STAND_INS).default('kcs-agent').meta({ description: 'The last way.' }),
    nextWayAfterSeconds: z.number().int().min(60).max(MAX_NEXT_WAY_AFTER_SECONDS).optional().meta({
      description:
        'For so long letters wait at a way that is paused; after it they go by the next. A day if left out. A way that is gone is left at once.',
    }),
    from,
  })
  .refine(({ endpoint, ways }) => (endpoint === undefined) !== (ways === undefined), {
    message: 'must have either endpoint or ways',
  })
  .meta({ id: 'NewDeliveryProfile' })

export type NewOfficeBody = z.input<typeof newOfficeSchema>
export type NewProfileBody = z.input<typeof newProfileSchema>
