// A whole row of a service level, with what it said before.

import { newGeneralLevel } from '../../../domain/letters/service-level/general'

const AT = new Date('2026-11-22T06:00:00Z')
const { id, ...level } = newGeneralLevel()

export const SERVICE_LEVEL_ROW: Record<string, unknown> = {
  ...{ ...level, _id: id },
  earlier: [
    {
      ...{ from: AT, until: AT, when: { kinds: ['note'] }, source: 'An order', version: 1 },
      ...{ terms: { acknowledge: { amount: 2, unit: 'working-days' } }, escalateEverySeconds: 3_600 },
    },
  ],
}
