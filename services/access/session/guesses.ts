// The port by which wrong passwords and codes are counted, so that they cannot be guessed.

import { type ErrorCode, KcsError } from '../../../domain/common/error'

/** The failures of the address of one request, each name counted on its own. */
export interface Guesses {
  /** How long the name must wait, in milliseconds; 0 while there are tries left. */
  waitMs(name: string): Promise<number>
  failed(name: string): Promise<void>
  forget(name: string): Promise<void>
}

export const requireGuessLeftErrors = ['rate-limited'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `rate-limited` after too many failures of the name, once `refused` has noted it. */
export async function requireGuessLeft(
  guesses: Guesses,
  name: string,
  refused: () => Promise<void>,
): Promise<void> {
  const waitMs = await guesses.waitMs(name)
  if (waitMs === 0) return
  await refused()
  throw new KcsError('rate-limited', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}
