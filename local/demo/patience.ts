// Trying again until it is done: parts of KCS and of the demo may be down for a moment.

import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_EVERY_MS = 300

/** A fault that no further attempt can cure. */
export class JobFailed extends Error {}

export type Patience = <T>(name: string, work: () => Promise<T | null>) => Promise<T>

/** Repeats work until it returns something; reports a fault once. Throws when the signal is given, or a `JobFailed`. */
export function patiently(print: (line: string) => void, signal: AbortSignal): Patience {
  return async (name, work) => {
    let lastMessage = ''
    for (;;) {
      signal.throwIfAborted()
      try {
        const result = await work()
        if (result !== null) return result
      } catch (error) {
        if (error instanceof JobFailed) throw error
        const text = error instanceof Error ? error.message : String(error)
        if (text !== lastMessage) print(`${name}: ${text}; tries again`)
        lastMessage = text
      }
      await sleep(LOOK_EVERY_MS)
    }
  }
}
