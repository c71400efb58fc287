// The arguments of a signal, as far as they can be read: one sent by hand in another shape must not block a run.

import { MECHANISMS } from '../../domain/letters/systems'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'

/** The field as a whole number of 0 or more, or null. */
export function countIn(argument: unknown, field: string): number | null {
  const value = fieldsOf(argument)[field]
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null
}

/** The lanes of the argument that a worker serves. */
export function lanesIn(argument: unknown): LaneSummary[] {
  const { lanes } = fieldsOf(argument)
  return Array.isArray(lanes) ? lanes.filter(isLane) : []
}

function isLane(value: unknown): value is LaneSummary {
  const { mechanism } = fieldsOf(value)
  const served = (MECHANISMS as readonly unknown[]).includes(mechanism)
  return served && countIn(value, 'shard') !== null && countIn(value, 'rows') !== null
}

function fieldsOf(argument: unknown): Record<string, unknown> {
  return typeof argument === 'object' && argument !== null ? (argument as Record<string, unknown>) : {}
}
