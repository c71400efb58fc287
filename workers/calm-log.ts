// A log that says the same thing once a minute: what fails is tried again and again, and would fill the log.

import type { DutyLog } from '../services/operations/duty/case'

const QUIET_MS = 60_000
/** Things remembered; beyond them all is said. */
const REMEMBERED = 5_000

export function calmly(logger: DutyLog, now: () => number = Date.now): DutyLog {
  const saidAt = new Map<string, number>()
  const isNew = (key: string): boolean => {
    const last = saidAt.get(key)
    if (last !== undefined && now() - last < QUIET_MS) return false
    if (saidAt.size >= REMEMBERED) saidAt.clear()
    saidAt.set(key, now())
    return true
  }
  return {
    info: (fields, text) => logger.info(fields, text),
    warn(fields, text) {
      if (isNew(`${text} ${JSON.stringify(fields)}`)) logger.warn(fields, text)
    },
  }
}
