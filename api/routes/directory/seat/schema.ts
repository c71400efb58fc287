// Seats as the directory shows them.

import { z } from 'zod'
import { IN_OFFICE, IN_OFFICE_RULE } from '../../../../domain/common/text/code'
import { CHARGE_ENDS, CHARGE_KINDS } from '../../../../domain/directory/charge/charge'
import { SEAT_ROLES } from '../../../../domain/directory/seat/seat'
import { REASON_CODES } from '../../../../domain/letters/routing/reason'
import {
  confirmTwin,
  id,
  instant,
  line,
  maybeLine,
  maybeMailAddress,
  newCode,
  officeCode,
  pageFields,
  pageSchema,
  seatId,
} from '../../../http/fields'

export const seatQuery = z.strictObject({
  office: officeCode,
  service: line(100).optional().meta({ description: 'Only seats for this service.' }),
  cursor: pageFields.cursor,
})
export const seatParams = z.object({ id: seatId })

export const seatSchema = z
  .object({
    id: z.string(),
    office: z.string(),
    designation: z.string(),
    designationMl: z.string(),
    section: z.string(),
    reportsTo: z.string().nullable(),
    wing: z.string(),
    role: z.enum(SEAT_ROLES),
    linkOfficer: z.string().nullable().meta({ description: 'Stands in while the seat is vacant.' }),
    services: z.array(z.string()).meta({ description: 'Services for which it is the one to write to.' }),
    sanctionedPost: z.string().nullable(),
    email: z.string(),
    activeFrom: instant.nullable(),
    activeUntil: instant.nullable(),
    version: z.number().meta({ description: 'The ETag without its quotes.' }),
    holder: z
      .string()
      .nullable()
      .meta({ description: 'Name of who holds the seat; null when it is vacant.' }),
  })
  .meta({ id: 'Seat' })

/** The ETag of a response, for the API documentation. */
export const seatEtag = { ETag: 'Version of the seat, for If-Match.' }

export const heldSeatSchema = seatSchema
  .extend({
    duty: z
      .object({
        reason: z.object({ code: z.enum(REASON_CODES), of: z.string().optional() }),
        actingSeat: z.string().nullable(),
        acting: z.string().nullable().meta({ description: 'Name of who acts for the seat.' }),
      })
      .meta({ description: 'Who has the duty of the seat, and why.' }),
    may: z
      .object({
        charges: z.boolean().meta({ description: 'Give the seat, and relieve its holders.' }),
        change: z.boolean().meta({ description: 'Change the seat itself, such as its mail address.' }),
      })
      .meta({ description: 'What the caller may do with it now.' }),
  })
  .meta({ id: 'SeatWithDuty' })

export const holdersSchema = z.object({
  items: z.array(
    z.object({
      employee: z.string(),
      name: z.string(),
      kind: z.enum(CHARGE_KINDS),
      from: instant,
      until: instant.nullable(),
      ended: z.enum(CHARGE_ENDS).nullable(),
    }),
  ),
})

const facts = {
  designationMl: maybeLine(200).optional(),
  wing: maybeLine(200).optional(),
  section: maybeLine(200).optional(),
  role: z.enum(SEAT_ROLES).optional(),
  reportsTo: seatId.nullable().optional().meta({ description: 'The seat above, of any office.' }),
  linkOfficer: seatId.nullable().optional(),
  services: z.array(line(100)).max(200).optional(),
  sanctionedPost: id.nullable().optional().meta({ description: 'See /v1/sanctioned-posts.' }),
  email: maybeMailAddress.optional(),
  activeUntil: instant.nullable().optional().meta({ description: 'Its charges end with the seat.' }),
}

export const newSeatSchema = z
  .strictObject({
    id: newCode(IN_OFFICE, 100, IN_OFFICE_RULE),
    office: officeCode,
    designation: line(200),
    ...facts,
    activeFrom: instant.nullable().optional().meta({ description: 'Now if left out; null for ever.' }),
    confirmTwin,
  })
  .refine(({ id: seat, office }) => seat.startsWith(`${office}/`), {
    path: ['id'],
    message: 'must begin with the code of the office and a slash',
  })
  .meta({ id: 'NewSeat' })

export const seatChangesSchema = z
  .strictObject({ designation: line(200).optional(), ...facts })
  .refine((changes) => Object.keys(changes).length > 0, 'must change something')
  .meta({ id: 'SeatChanges' })

export type SeatChangesBody = z.input<typeof seatChangesSchema>
export type SeatResponse = z.infer<typeof seatSchema>
export type HeldSeatResponse = z.infer<typeof heldSeatSchema>
export type HoldersResponse = z.infer<typeof holdersSchema>
export const seatListSchema = pageSchema(seatSchema)
