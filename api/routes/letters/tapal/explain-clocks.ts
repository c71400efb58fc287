// GET /v1/tapals/:id/clocks: the clocks of a tapal, and why each is due when it is.

import { explainClocks, explainClocksErrors } from '../../../../services/letters/tapal/explain-clocks'
import { route } from '../../../http/route'
import { presentExplained } from './clock-presenter'
import { explainedClocksSchema } from './clock-schema'
import { TAG, tapalIdSchema } from './schema'

export const explainTapalClocksRoute = route({
  method: 'get',
  path: '/v1/tapals/:id/clocks',
  operationId: 'explainTapalClocks',
  summary:
    'The clocks that run on a tapal, with each day that was counted or skipped, in words of both languages',
  description:
    'Counted by the calendar, the district and the hours of the office that has it. What the tapal says holds: a calendar that ' +
    'is changed later does not move a clock that runs.',
  tag: TAG,
  access: 'known',
  params: tapalIdSchema,
  responses: { 200: { description: 'Its clocks.', schema: explainedClocksSchema } },
  errors: [...explainClocksErrors],
  async handler({ deps, identity, params, now }) {
    const { calendar, clocks } = await explainClocks(deps, identity, { tapal: params.id }, now)
    return { status: 200, body: { calendar, items: clocks.map(presentExplained) } }
  },
})
