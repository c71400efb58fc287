// The parts of the duties that this worker does: held for some seconds, renewed while it lives, and another's when it dies.

import { randomBytes } from 'node:crypto'
import type { leaseRepository } from '../database/operations/lease/repository'
import { shareOf, type Unit, unitId } from '../domain/operations/duty/share'

/** After this a worker that was killed holds nothing any more. */
const LEASE_MS = 10_000
/** Between two workers a part rests for this time, so that a turn that goes on a little long meets no other. */
const MARGIN_MS = 1_000

export interface Leases {
  /** Renews what is held, gives back what is another's share, and takes what is free of its own. */
  beat(): Promise<void>
  /** The parts of the duty that are held at this moment. */
  held(duty: string): number[]
  /** Gives everything back at once. */
  leave(): Promise<void>
}

export interface LeaseOptions {
  leases: ReturnType<typeof leaseRepository>
  /** All units, of all duties. */
  units: readonly Unit[]
  leaseMs?: number
}

/** Where the database does not answer, what is held runs out, and its duties rest. */
export function createLeases({ leases, units, leaseMs = LEASE_MS }: LeaseOptions): Leases {
  const owner = `${process.pid}-${randomBytes(6).toString('hex')}`
  const byId = new Map(units.map((unit) => [unitId(unit), unit]))
  let mine = new Set<string>()
  let until = 0
  let left = false

  return {
    async beat() {
      if (left) return
      const askedAt = performance.now()
      const { workers, held: parts } = await leases.beat(owner, leaseMs)
      const share = new Set(shareOf(units, workers, owner).map(unitId))
      const has = [...parts].filter(([id, holder]) => holder === owner && byId.has(id)).map(([id]) => id)
      const surplus = has.filter((id) => !share.has(id))
      mine = new Set(has.filter((id) => share.has(id)))
      until = askedAt + leaseMs - Math.min(MARGIN_MS, leaseMs / 4)
      if (surplus.length > 0) await leases.release(owner, surplus)
      const free = [...share].filter((id) => !parts.has(id))
      for (const id of await leases.take(owner, free, leaseMs)) mine.add(id)
    },
    held(duty) {
      if (left || performance.now() > until) return []
      return [...mine].flatMap((id) => {
        const unit = byId.get(id)!
        return unit.duty === duty ? [unit.part] : []
      })
    },
    async leave() {
      left = true
      await leases.leave(owner)
    },
  }
}
