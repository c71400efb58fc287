// Offices as the directory shows them.

import { z } from 'zod'
import { MECHANISMS, TAKING_RULES } from '../../../domain/delivery/mechanism'
import { id, officeCode, pageFields, pageSchema } from '../../http/fields'

export const officeQuery = z.strictObject({ q: z.string().trim().max(100).optional(), ...pageFields })
export const officeParams = z.object({ code: officeCode })

export const officeSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    nameMl: z.string(),
    kind: z.string(),
    department: z.string(),
    district: z.string(),
    parent: z.string().nullable(),
    address: z.string(),
    active: z.boolean(),
    inwardSeat: z.string().nullable().meta({ description: 'Where tapals to the office as a whole go.' }),
    mechanism: z.enum(MECHANISMS).nullable().meta({ description: 'How letters reach it now.' }),
  })
  .meta({ id: 'Office' })

export const newProfileSchema = z
  .strictObject({
    endpoint: id.meta({ description: 'Id of an endpoint, see /v1/endpoints; it must serve the office.' }),
    taking: z
      .enum(TAKING_RULES)
      .optional()
      .meta({ description: 'What counts as taking; by default as is usual for the mechanism.' }),
  })
  .meta({ id: 'NewDeliveryProfile' })

export type OfficeAnswer = z.infer<typeof officeSchema>
export const officePageSchema = pageSchema(officeSchema)
