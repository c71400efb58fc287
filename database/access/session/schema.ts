// Sessions of the portal; the cookie holds the id, the row only its hash.

import { Schema } from 'mongoose'

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

export const sessionSchema = new Schema<SessionRow>(
  {
    _id: String,
    login: { type: String, required: true },
    employee: { type: String, required: true },
    csrfToken: { type: String, required: true },
    startedAt: { type: Date, required: true },
    usedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
sessionSchema.index({ login: 1 })
