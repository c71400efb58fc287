// GET /v1/agent/changes: what concerns the offices of the agent, numbered without gaps.

import { toldChange } from '../../../../domain/letters/agent-feed/change'
import { readChanges, readChangesErrors } from '../../../../services/letters/agent-feed/read'
import { route } from '../../../http/route'
import { changePageSchema, type ChangePageResponse, changesQuery, PAGE, TAG } from './schema'

export const readChangesRoute = route({
  method: 'get',
  path: '/v1/agent/changes',
  operationId: 'readChanges',
  summary: 'What happened to the letters of your offices, from any number on',
  description:
    'Numbered for each agent from 1 without gaps, and kept for 90 days. Ids, numbers and codes alone: what a letter says is read by its own call. With `wait` the call waits for the next change. With a test key those of test letters alone, and `next` goes on behind the others.',
  tag: TAG,
  access: 'known',
  query: changesQuery,
  responses: {
    200: { description: 'The changes above `after`; none where nothing is new.', schema: changePageSchema },
  },
  errors: [...readChangesErrors, 'rate-limited', 'parameter-invalid'],
  async handler({ deps, shared, identity, query, ctx }) {
    const { after = 0, limit = PAGE, wait = 0 } = query
    const agent = identity.kind === 'agent' ? identity.agent.id : ''
    const waiting = shared.waiting.begin(agent, wait > 0, ctx.res)
    try {
      const from = { after, limit, waitMs: wait * 1000, ended: waiting.ended }
      const { items, next, last } = await readChanges(deps, identity, from)
      const body: ChangePageResponse = {
        items: items.map(toldChange),
        next,
        last,
      }
      return { status: 200, headers: { 'cache-control': 'no-store' }, body }
    } finally {
      waiting.over()
    }
  },
})
