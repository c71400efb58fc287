// Sessions of the portal; the cookie holds the id, the row only its hash.

import { declare } from '../../common/collection'

export interface SessionRow {
  /** sha256 of the session id. */
  _id: string
  login: string
  employee: string
  csrfToken: string
  startedAt: Date
  usedAt: Date
  /** Absolute end, whatever the use. */
  expiresAt: Date
}

export const sessionCollection = declare<SessionRow>(
  'sessions',
  {
    _id: String,
    login: { type: String, required: true },
    employee: { type: String, required: true },
    csrfToken: { type: String, required: true },
    startedAt: { type: Date, required: true },
    usedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }], [{ login: 1 }]],
)
