// A letter as a case: one run a dispatch.

import { z } from 'zod'
import { createNearActivities } from '../../activities'
import { MECHANISMS } from '../../domain/letters/systems'
import { dispatchDuties } from '../../services/letters/dispatch/case'
import { dispatchManifest } from '../../workflows/dispatch/manifest'
import type { CaseOf } from './case'

const count = z.number().int().min(0)
const lane = z.strictObject({ mechanism: z.enum(MECHANISMS), shard: count, rows: count })

export const dispatchCase: CaseOf<'dispatch'> = {
  ...dispatchDuties,
  name: 'dispatch',
  manifest: dispatchManifest,
  input: z.strictObject({ dispatchId: z.string().min(1) }),
  signals: {
    acknowledged: z.strictObject({ outstanding: count }),
    delivered: z.strictObject({ next: count.nullable(), outstanding: count }),
    rerouted: z.strictObject({ lanes: z.array(lane).max(100) }),
    recalled: null,
  },
  activities: createNearActivities,
  exists: async ({ dispatches }, id) => (await dispatches.byId(id)) !== null,
  streamed: ({ tapal, dispatch, state, sequence }) => [
    { event: 'tapal', data: { id: tapal, dispatchId: dispatch, state, sequence } },
    { event: 'dispatch', data: { id: dispatch, state } },
  ],
}
