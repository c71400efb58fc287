// What the acts on letters of the desk have in common.

import type { Act } from '../../../domain/letters/tapal/acts'
import type { ServiceDeps } from '../../deps'
import { signalParked } from '../../letters/endpoint/tell'

/** Runs are told at once: a step whose word was lost is done again. */
export type DeskDeps = Pick<ServiceDeps, 'repositories'> & {
  runs: Pick<ServiceDeps['runs'], 'signal' | 'signalWithStart'>
}

/** An act on some letters. Safe to repeat: each letter keeps the key of the job, and is changed once under it. */
export type ActOnLetters = (
  deps: DeskDeps,
  letters: readonly string[],
  act: Act & { key: string },
  way: string | null,
) => Promise<void>

/** Sees that a run owns each endpoint at which the letters are parked. Should we die before, the sweep finds what is parked. */
export async function tellEndpoints(
  deps: DeskDeps,
  letters: readonly { endpoint: string; parked: boolean }[],
): Promise<void> {
  const parked = letters.flatMap((letter) => (letter.parked ? [letter.endpoint] : []))
  for (const endpoint of new Set(parked)) await signalParked(deps, endpoint)
}
