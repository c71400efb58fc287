// The level that KCS comes with, for all letters for which no other is set.

import { startOfDay } from '../../common/clock/ist'
import type { ServiceLevel } from './level'

export const GENERAL_LEVEL = 'general'

/**
 * Two days to acknowledge and one for each seat above: KCS's own, for no order of Kerala known to us sets a time for the
 * acknowledgement of letters between offices. The State's administrator changes it as any other level.
 */
export function newGeneralLevel(): ServiceLevel {
  return {
    id: GENERAL_LEVEL,
    name: 'All letters',
    nameMl: 'എല്ലാ കത്തുകളും',
    // The day on which the State was formed.
    from: startOfDay('1956-11-01'),
    until: null,
    when: {},
    terms: { acknowledge: { amount: 48, unit: 'hours' } },
    escalateEverySeconds: 24 * 3600,
    source: 'KCS: set by no order',
    version: 1,
    earlier: [],
  }
}
