// Offices as the directory shows them.

import { z } from 'zod'
import { MECHANISMS } from '../../../domain/delivery/mechanism'
import { officeCode, pageFields, pageSchema } from '../../http/fields'

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

export type OfficeAnswer = z.infer<typeof officeSchema>
export const officePageSchema = pageSchema(officeSchema)
