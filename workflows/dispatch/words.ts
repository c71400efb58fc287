// What a signal says, as far as it can be understood: one sent by hand with another shape must not block a run.

import { MECHANISMS } from '../../domain/letters/delivery/mechanism'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'

/** The field as a whole number of 0 or more, or null. */
export function countIn(word: unknown, field: string): number | null {
  const value = fieldsOf(word)[field]
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null
}

/** The lanes of the word that a worker serves. */
export function lanesIn(word: unknown): LaneSummary[] {
  const { lanes } = fieldsOf(word)
  return Array.isArray(lanes) ? lanes.filter(isLane) : []
}

function isLane(value: unknown): value is LaneSummary {
  const { mechanism } = fieldsOf(value)
  const known = (MECHANISMS as readonly unknown[]).includes(mechanism)
  return known && countIn(value, 'shard') !== null && countIn(value, 'rows') !== null
}

function fieldsOf(word: unknown): Record<string, unknown> {
  return typeof word === 'object' && word !== null ? (word as Record<string, unknown>) : {}
}
