// POST /v1/desk/jobs: one act on many letters.

import { beginJob, beginJobErrors } from '../../../../services/operations/desk/begin-job'
import { route } from '../../../http/route'
import { filterOf } from './filter'
import { DESK_ACCESS } from './policy'
import { presentJob } from './presenter'
import { jobBody, jobSchema, TAG } from './schema'

export const beginJobRoute = route({
  method: 'post',
  path: '/v1/desk/jobs',
  operationId: 'beginDeskJob',
  summary:
    'Send letters again, send them by another way, or give them up: chosen ones, or all that a filter finds',
  description:
    'The first step is done at once, the others in the background at the rate that is given. Letters whose state does not allow the act are passed over, and of those that a filter finds what the system of `way` does not take. Where it does not take a letter that is chosen, nothing is done, and each such letter is named.',
  tag: TAG,
  access: DESK_ACCESS,
  body: {
    schema: jobBody,
    example: { act: 'replay', letters: ['01ARZ3NDEKTSV4RRFFQ69G5FAV'], reason: 'The system is back.' },
  },
  needsIdempotencyKey: true,
  responses: {
    202: {
      description: 'The job; a repeat under the same Idempotency-Key returns the same.',
      schema: jobSchema,
    },
  },
  errors: [...beginJobErrors, 'idempotency-key-missing'],
  async handler({ deps, identity, body, idempotencyKey, now }) {
    const { letters, filter, ...rest } = body
    const input = { ...rest, letters: letters ?? filterOf(filter ?? {}), idempotencyKey }
    const job = await beginJob(deps, identity, input, now)
    return { status: 202, headers: { location: `/v1/desk/jobs/${job.id}` }, body: presentJob(job) }
  },
})
