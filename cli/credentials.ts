// The identity of the command: an API key from the environment, or the session of `kcs sign-in`.

import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Io } from './io'

const sessionFile = z.object({
  url: z.string(),
  login: z.string(),
  cookie: z.string(),
  csrfToken: z.string(),
})

/** A session as it is on disk; it is sent only to the address where it was made. */
export type StoredSession = z.infer<typeof sessionFile>

/** The headers with the identity of the caller. `KCS_API_KEY` wins over a session. */
export function identityHeaders(io: Pick<Io, 'env' | 'sessionFile'>, url: string): Record<string, string> {
  const key = io.env['KCS_API_KEY']
  if (key) return { authorization: `Bearer ${key}` }
  const session = readSession(io)
  return session?.url === url ? { cookie: session.cookie, 'x-csrf-token': session.csrfToken } : {}
}

export function readSession(io: Pick<Io, 'sessionFile'>): StoredSession | undefined {
  try {
    return sessionFile.parse(JSON.parse(readFileSync(io.sessionFile, 'utf8')))
  } catch {
    return undefined
  }
}

/** Keeps the session for this user only. */
export function keepSession(io: Pick<Io, 'sessionFile'>, session: StoredSession): void {
  mkdirSync(dirname(io.sessionFile), { recursive: true })
  const next = `${io.sessionFile}.${process.pid}`
  writeFileSync(next, `${JSON.stringify(session)}\n`, { mode: 0o600 })
  chmodSync(next, 0o600)
  renameSync(next, io.sessionFile)
}

export function dropSession(io: Pick<Io, 'sessionFile'>): void {
  rmSync(io.sessionFile, { force: true })
}
