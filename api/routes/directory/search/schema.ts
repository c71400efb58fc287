// What is asked of the search of the directory, and what it finds.

import { z } from 'zod'
import { line, maybeLine } from '../../../http/fields'

const MOST = 50
export const FOUND_BY_DEFAULT = 20

export const searchQuery = z.strictObject({
  q: line(100).meta({ description: 'Words or their beginnings, in English or Malayalam, in any order.' }),
  district: maybeLine(60)
    .optional()
    .meta({ description: 'The district that goes first; by default that of the caller.' }),
  limit: z
    .string()
    .regex(/^\d{1,2}$/, 'must be a number')
    .transform(Number)
    .pipe(z.number().int().min(1).max(MOST, `must be at most ${MOST}`))
    .optional()
    .meta({ override: { type: 'integer', minimum: 1, maximum: MOST, default: FOUND_BY_DEFAULT } }),
})

export const foundSchema = z
  .object({
    type: z.enum(['office', 'seat']),
    id: z.string().meta({ description: 'Code of the office, or id of the seat.' }),
    name: z.string().meta({ description: 'Name of the office, or designation of the seat.' }),
    nameMl: z.string(),
    kind: z.string().meta({ description: 'Kind of the office, or role of the seat.' }),
    district: z.string(),
    department: z.string(),
    office: z.string().meta({ description: 'Name of the office of a seat; empty for an office.' }),
  })
  .meta({ id: 'Found' })

export const foundListSchema = z.object({ items: z.array(foundSchema) })
export type SearchResponse = z.infer<typeof foundListSchema>
