// POST /v1/dispatches/dry-run: where a letter would go.

import { dryRunDispatch, dryRunDispatchErrors } from '../../../../services/letters/dispatch/dry-run'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { presentPlan } from './dry-run-presenter'
import { dryRunResponseSchema, dryRunQuery, dryRunSchema } from './dry-run-schema'
import { LETTER_BYTES, TAG } from './schema'

export const dryRunDispatchRoute = route({
  method: 'post',
  path: '/v1/dispatches/dry-run',
  operationId: 'dryRunDispatch',
  summary: 'Where a letter would go, to whom and why, without sending it',
  description:
    'Each recipient as it would be routed if the letter were handed over now: office, seat, who has the duty of it, ' +
    'mechanism and endpoint, with the rule or profile line that chose each, and what would refuse it. The dispatch ' +
    'itself is routed by the same function.',
  tag: TAG,
  access: 'known',
  query: dryRunQuery,
  body: { schema: dryRunSchema, limitBytes: LETTER_BYTES },
  responses: { 200: { description: 'A page of routes, and their counts.', schema: dryRunResponseSchema } },
  errors: [
    ...dryRunDispatchErrors,
    'field-unknown',
    'parameter-invalid',
    'recipients-missing',
    'recipients-too-many',
  ],
  async handler({ deps, identity, body, query, now, ctx }) {
    const { limit, after } = pageOfQuery(query)
    const first = Number(after ?? 0) || 0
    const plan = await dryRunDispatch(deps, identity, { letter: body, first, limit }, now)
    const { page, total, counts } = plan
    const next = cursorOf(first + page.length < total ? String(first + page.length) : null)
    const items = await presentPlan(deps, plan, now)
    return { status: 200, body: { total, counts, items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
