// The day's list of letters that an office prints and posts.

import { z } from 'zod'
import { day, id, line, officeCode } from '../../../http/fields'

export const TAG = 'Despatch lists'

export const listQuery = z.strictObject({ office: officeCode, day: day.optional() })

export const despatchListSchema = z
  .object({
    office: z.string(),
    day: z.string(),
    entries: z.array(
      z.object({
        tapalId: z.string(),
        serial: z.number(),
        despatchNumber: z.string(),
        addressee: z.object({ name: z.string(), nameMl: z.string(), address: z.string() }),
        subject: z.string(),
        enclosures: z.number(),
        postalNumber: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DespatchList' })

export type DespatchListResponse = z.infer<typeof despatchListSchema>

export const postalNumberSchema = z
  .strictObject({ tapalId: id, postalNumber: line(40) })
  .meta({ id: 'PostalNumber' })
export const postedSchema = z.object({ tapalId: z.string(), postalNumber: z.string(), state: z.string() })
