// Signing in and out.

import { z } from 'zod'
import { LOGIN, MAX_PASSWORD, MIN_PASSWORD } from '../../../../domain/access/account/fields'
import { LANGUAGES } from '../../../../domain/letters/dispatch/dispatch'
import { ROLES } from '../../../../domain/access/account/roles'
import { REASON_CODES } from '../../../../domain/letters/routing/reason'
import { line, newCode } from '../../../http/fields'
import { pen } from '../../directory/employee/schema'

export const signInSchema = z.strictObject({
  login: line(100),
  password: z.string().min(1).max(1000),
})

export const firstSignInSchema = z
  .strictObject({
    pen,
    code: line(40),
    login: newCode(LOGIN, 60, 'must be 3 to 60 letters, digits, . _ -'),
    password: z.string().min(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`).max(MAX_PASSWORD),
  })
  .meta({ id: 'FirstSignIn' })

export const languageSchema = z.strictObject({ language: z.enum(LANGUAGES) })

export const heldSeatSchema = z
  .object({
    id: z.string(),
    designation: z.string(),
    designationMl: z.string(),
    section: z.string(),
    office: z.object({ code: z.string(), name: z.string(), nameMl: z.string() }),
    reason: z.object({ code: z.enum(REASON_CODES), of: z.string().optional() }).meta({
      description:
        'Why: as holder, or because the seat is vacant and its duty falls to the link officer (`of` names that ' +
        'seat) or to the seat above.',
    }),
  })
  .meta({ id: 'HeldSeat', description: 'A seat the account acts for now.' })

export const sessionSchema = z
  .object({
    account: z.object({
      login: z.string(),
      pen: z.string().meta({ description: 'The employee whose account it is.' }),
      name: z.string(),
      nameMl: z.string(),
      roles: z.array(z.enum(ROLES)),
      language: z.enum(LANGUAGES),
    }),
    seats: z.array(heldSeatSchema),
    csrfToken: z.string().meta({ description: 'For the X-CSRF-Token header of changing calls.' }),
  })
  .meta({ id: 'Session' })

export type SessionResponse = z.infer<typeof sessionSchema>

/** What both ways of signing in return. */
export const sessionDoc = {
  description: 'Who is signed in, and the seats held now.',
  schema: sessionSchema,
  headers: { 'Set-Cookie': 'The session.' },
}
