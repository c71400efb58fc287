// One-time codes by which an employee signs in first; of the code only the hash is kept.

import { ROLES, type Role } from '../../../domain/access/account/roles'
import { declare } from '../../common/collection'

export interface SignInCodeRow {
  /** PEN of whose code it is; a new code takes the place of the old. */
  _id: string
  hash: string
  failures: number
  issuedBy: string
  expiresAt: Date
  /** What the account that is opened with it may do. */
  roles: Role[]
}

export const signInCodeCollection = declare<SignInCodeRow>(
  'signInCodes',
  {
    _id: String,
    hash: { type: String, required: true },
    failures: { type: Number, required: true },
    issuedBy: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    roles: { type: [{ type: String, enum: ROLES }], default: () => ['officer'] },
  },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
)
