// Employees as the directory shows them, and their first sign-in.

import { z } from 'zod'
import { MAX_PHONE, phoneFault } from '../../../../domain/common/text/phone'
import { MAX_NAME, PEN } from '../../../../domain/directory/employee/fields'
import {
  confirmTwin,
  id,
  instant,
  line,
  maybeLine,
  maybeMailAddress,
  newCode,
  textOf,
} from '../../../http/fields'

/** A permanent employee number or a temporary one. */
export const pen = newCode(PEN, 30, 'must be up to 30 letters, digits, / . _ -').meta({
  description: 'Permanent employee number (PEN), or a temporary one until it is issued.',
})

/** A path may hold any text; a text that is no number of an employee is not found. */
export const employeeParams = z.object({ pen: id })

const contact = {
  name: line(MAX_NAME),
  nameMl: maybeLine(MAX_NAME),
  phone: textOf({ max: MAX_PHONE, empty: true }, phoneFault).meta({
    description: 'Kept as it is dialled from anywhere (E.164); a number without a country is of India.',
  }),
  email: maybeMailAddress,
}

export const employeeSchema = z
  .object({
    pen: z.string(),
    temporary: z.boolean(),
    name: z.string(),
    nameMl: z.string(),
    phone: z.string(),
    email: z.string(),
    channels: z
      .object({
        sms: z.boolean(),
        whatsappSince: instant.nullable().meta({ description: 'When WhatsApp was agreed to; null without.' }),
      })
      .nullable()
      .meta({ description: 'What the employee has chosen; null for everybody else.' }),
    suspendedFrom: instant.nullable().meta({ description: 'Since when suspended; null while in service.' }),
    hasLogin: z
      .boolean()
      .meta({ description: 'Whether the first sign-in is done; until then a one-time code can be given.' }),
    version: z.number().meta({ description: 'The ETag without its quotes.' }),
    may: z
      .object({
        change: z.boolean().meta({ description: 'Change name and contact.' }),
        choose: z.boolean().meta({ description: 'Choose the channels, as the employee.' }),
      })
      .meta({ description: 'What the caller may do with the employee now.' }),
  })
  .meta({ id: 'Employee' })

export type EmployeeResponse = z.infer<typeof employeeSchema>

/** The response with an employee, for the API documentation. */
export const employeeDoc = {
  description: 'The employee.',
  schema: employeeSchema,
  headers: { ETag: 'Its version, for If-Match.' },
}

export const newEmployeeSchema = z
  .strictObject({
    pen,
    temporary: z.boolean().optional().meta({ description: 'The number is not a PEN yet.' }),
    name: contact.name,
    nameMl: contact.nameMl.optional(),
    phone: contact.phone.optional(),
    email: contact.email.optional(),
    confirmTwin,
  })
  .meta({ id: 'NewEmployee' })

export type NewEmployeeBody = z.input<typeof newEmployeeSchema>

export const employeeChangeSchema = z
  .strictObject(contact)
  .partial()
  .refine((facts) => Object.keys(facts).length > 0, 'must change something')
  .meta({ id: 'EmployeeChange' })

export type EmployeeChangeBody = z.input<typeof employeeChangeSchema>

export const channelsSchema = z
  .strictObject({
    sms: z.boolean().meta({ description: 'Whether what presses is told by SMS.' }),
    whatsapp: z
      .boolean()
      .meta({ description: 'Consent to be told of it by WhatsApp, to the number known now.' }),
  })
  .meta({ id: 'ChannelChoice' })

export type ChannelsBody = z.input<typeof channelsSchema>

export const numberSchema = z.strictObject({ pen })

export const codeSchema = z
  .object({
    code: z.string().meta({ description: 'Shown this once only.', example: '7K2MQ-X4RTN' }),
    expiresAt: instant,
  })
  .meta({ id: 'SignInCode' })

export type SignInCodeResponse = z.infer<typeof codeSchema>
