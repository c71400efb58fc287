// Local accounts: how an employee signs in where no identity provider is set up.

import { Schema } from 'mongoose'
import { ROLES, type Role } from '../../../domain/access/account/roles'
import { LANGUAGES, type Language } from '../../../domain/letters/dispatch/dispatch'

export interface AccountRow {
  /** The login, in lower case. */
  _id: string
  employee: string
  passwordHash: string
  roles: Role[]
  language: Language
  active: boolean
}

export const accountSchema = new Schema<AccountRow>(
  {
    _id: String,
    employee: { type: String, required: true },
    passwordHash: { type: String, required: true },
    roles: [{ type: String, enum: ROLES }],
    language: { type: String, enum: LANGUAGES, required: true },
    active: { type: Boolean, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

accountSchema.index({ employee: 1 })
