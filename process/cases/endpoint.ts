// The pause of an endpoint as a case: one run while tapals are parked there.

import { z } from 'zod'
import { createNearActivities } from '../../activities'
import { endpointDuties } from '../../services/letters/endpoint/case'
import { endpointManifest } from '../../workflows/endpoint/manifest'
import type { CaseOf } from './case'

export const endpointCase: CaseOf<'endpoint'> = {
  ...endpointDuties,
  name: 'endpoint',
  manifest: endpointManifest,
  input: z.strictObject({ endpointId: z.string().min(1) }),
  signals: { parked: null, resumed: null },
  activities: createNearActivities,
  exists: async ({ endpoints }, id) => (await endpoints.byId(id)) !== null,
  // Operators look at endpoints; the feed is for the holders of seats.
  streamed: () => [],
}
