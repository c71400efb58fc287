// GET /v1/dispatches/:id/tally: how far a letter has come, in all, by district and by department.

import { readTally, readTallyErrors } from '../../../../services/letters/ledger/tally'
import { route } from '../../../http/route'
import { presentTally } from './presenter'
import { dispatchIdSchema, TAG, tallySchema } from './schema'

export const readTallyRoute = route({
  method: 'get',
  path: '/v1/dispatches/:id/tally',
  operationId: 'readDispatchTally',
  summary: 'How many recipients have taken a letter: in all, by district and by department',
  description:
    'Exact as of `asOf`. A letter to many is counted at most once in two seconds, however many ask. Districts and ' +
    'departments are those in which the offices were when the letter was accepted.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  responses: { 200: { description: 'The tally.', schema: tallySchema } },
  errors: [...readTallyErrors],
  async handler({ deps, identity, params, now }) {
    const tally = await readTally(deps, identity, { dispatch: params.id }, now)
    return { status: 200, body: await presentTally(deps.repositories, tally, now) }
  },
})
