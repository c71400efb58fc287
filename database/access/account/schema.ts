// Local accounts: how an employee signs in where no identity provider is set up.

import { declare } from '../../common/collection'
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

export const accountCollection = declare<AccountRow>(
  'accounts',
  {
    _id: String,
    employee: { type: String, required: true },
    passwordHash: { type: String, required: true },
    roles: [{ type: String, enum: ROLES }],
    language: { type: String, enum: LANGUAGES, required: true },
    active: { type: Boolean, required: true },
  },
  [[{ employee: 1 }]],
)
