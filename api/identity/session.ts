// Sessions of the portal: an opaque id in a cookie, its hash in the database.

import { createHash, randomBytes } from 'node:crypto'
import type { Session } from '../../database/access/session/repository'

export const IDLE_MS = 30 * 60 * 1000
export const AGE_MS = 12 * 3600 * 1000

/** Browsers take `__Host-` cookies over https only; on a loopback address there is none. */
export function cookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-kcs-session' : 'kcs-session'
}

/** A new session with an id that never existed before; the id goes to the browser and is kept nowhere. */
export function newSession(login: string, employee: string, now: Date): { id: string; row: Session } {
  const id = randomBytes(32).toString('base64url')
  const row = {
    hash: sessionHash(id),
    login,
    employee,
    csrfToken: randomBytes(24).toString('base64url'),
    startedAt: now,
    usedAt: now,
    expiresAt: new Date(now.getTime() + AGE_MS),
  }
  return { id, row }
}

export function sessionHash(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

/** The Set-Cookie header that gives the browser its session, or takes it away. */
export function sessionCookie(publicUrl: string, id: string | null): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  const life = id === null ? '; Max-Age=0' : ''
  return `${cookieName(publicUrl)}=${id ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure}${life}`
}
