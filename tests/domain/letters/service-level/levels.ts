// Service levels and letters for tests; a test names what it cares about.

import type { LetterFacts } from '../../../../domain/letters/service-level/facts'
import type { LevelInForce, ServiceLevel } from '../../../../domain/letters/service-level/level'

export const NOON = new Date('2026-11-23T06:30:00Z')
export const later = (days: number): Date => new Date(NOON.getTime() + days * 24 * 3_600_000)

export function buildLevel(id: string, overrides: Partial<ServiceLevel> = {}): ServiceLevel {
  return {
    id,
    name: `Level ${id}`,
    nameMl: '',
    from: later(-30),
    until: null,
    when: {},
    terms: { acknowledge: { amount: 2, unit: 'working-days' } },
    escalateEverySeconds: 86_400,
    source: 'An order',
    version: 1,
    earlier: [],
    ...overrides,
  }
}

export function inForce(id: string, overrides: Partial<ServiceLevel> = {}): LevelInForce {
  const { earlier: _earlier, ...level } = buildLevel(id, overrides)
  return level
}

export const LETTER: LetterFacts = {
  kind: 'letter',
  classification: 'normal',
  urgency: 'normal',
  subjectCode: '',
}
