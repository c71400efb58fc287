// The sessions of one reference ILGMS: in memory alone, so that a restart ends them, and ended on request at any time.

import { randomBytes } from 'node:crypto'
import { z } from 'zod'

export const sessionKnobsSchema = z.strictObject({
  /** What a login says of how long its session lasts. */
  validSeconds: z.number().positive().default(1200),
  /** A session ends after so many calls, whatever was said; null does not count. */
  callsPerSession: z.number().int().min(0).nullable().default(null),
  /** How it says that a session has ended: by the status, or in a body with the status 200. */
  endedBy: z.enum(['status', 'body']).default('status'),
})
export type SessionKnobs = z.infer<typeof sessionKnobsSchema>

interface Session {
  until: number
  calls: number
}

export class SessionBook {
  knobs: SessionKnobs
  /** Logins that were well since the start. */
  logins = 0
  /** Logins that were refused, and calls whose session had ended. */
  refused = 0
  ended = 0
  private readonly open = new Map<string, Session>()

  constructor(start: z.input<typeof sessionKnobsSchema> = {}) {
    this.knobs = sessionKnobsSchema.parse(start)
  }

  get size(): number {
    return this.open.size
  }

  begin(): { sessionId: string; validSeconds: number } {
    const { validSeconds } = this.knobs
    const now = Date.now()
    for (const [id, { until }] of this.open) if (until < now) this.open.delete(id)
    const sessionId = randomBytes(12).toString('hex')
    this.open.set(sessionId, { until: now + validSeconds * 1000, calls: 0 })
    this.logins += 1
    return { sessionId, validSeconds }
  }

  /** Counts a call within the session; false where it has ended. */
  use(sessionId: string): boolean {
    const session = this.open.get(sessionId)
    const { callsPerSession } = this.knobs
    if (session && Date.now() <= session.until && session.calls !== callsPerSession) {
      session.calls += 1
      return true
    }
    this.open.delete(sessionId)
    this.ended += 1
    return false
  }

  endAll(): void {
    this.open.clear()
  }
}
