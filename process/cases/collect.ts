// The collection from a system as a case: a short run at each turn of its schedule.

import { z } from 'zod'
import { createNearActivities } from '../../activities'
import { MECHANISMS } from '../../domain/letters/systems'
import { collectDuties } from '../../services/letters/collect/case'
import { collectManifest } from '../../workflows/collect/manifest'
import type { CaseOf } from './case'

export const collectCase: CaseOf<'collect'> = {
  ...collectDuties,
  name: 'collect',
  manifest: collectManifest,
  input: z.strictObject({
    endpointId: z.string().min(1),
    mechanism: z.enum(MECHANISMS).nullable(),
    atOnce: z.boolean(),
  }),
  signals: {},
  activities: createNearActivities,
  exists: async ({ endpoints }, id) => (await endpoints.byId(id)) !== null,
  // Operators look at collections; the feed is for the holders of seats.
  streamed: () => [],
}
