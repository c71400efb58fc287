// Seats as the directory shows them.

import { z } from 'zod'
import { officeCode, seatId } from '../../http/fields'

export const seatQuery = z.strictObject({ office: officeCode })
export const seatParams = z.object({ id: seatId })

export const seatSchema = z
  .object({
    id: z.string(),
    office: z.string(),
    designation: z.string(),
    designationMl: z.string(),
    section: z.string(),
    reportsTo: z.string().nullable(),
    holder: z
      .string()
      .nullable()
      .meta({ description: 'Name of who holds the seat now; null when it is vacant.' }),
  })
  .meta({ id: 'Seat' })

export type SeatAnswer = z.infer<typeof seatSchema>
export const seatListSchema = z.object({ items: z.array(seatSchema) })
