// The gate for malware of a process, as the settings say.

import { randomUUID } from 'node:crypto'
import type { Config } from '../config'
import { createClamd } from '../documents/clamd'
import { createGate, type Gate, type GateOptions } from '../services/letters/document/gate'

/** Everything may leave: nothing is scanned. */
export const OPEN_GATE: Gate = { isOn: false, heldBack: async () => new Map() }

/** Documents are scanned by clamd where one is set. `note` is told how each scan ended. */
export function composeGate(
  { clamd }: Config,
  world: Pick<GateOptions, 'repositories' | 'store' | 'now' | 'note'>,
): Gate {
  if (clamd === null) return OPEN_GATE
  return createGate({
    ...world,
    scanner: createClamd(clamd.address),
    cleanDays: clamd.rescanDays,
    holder: randomUUID(),
  })
}
