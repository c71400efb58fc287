// GET /v1/sanctioned-strength

import {
  type StrengthChange,
  strengthChanges,
  strengthOfOffice,
} from '../../../../domain/directory/sanctioned-post/strength'
import { linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { type Place, placeIn, placeText } from '../../common/place'
import { instantOf } from '../../common/request-fields'
import { pageBehind } from './page'
import { postQuery, reportSchema } from './schema'

export const reportSanctionedStrengthRoute = route({
  method: 'get',
  path: '/v1/sanctioned-strength',
  operationId: 'reportSanctionedStrength',
  summary: 'How the sanctioned strength of an office has changed, by which orders',
  tag: 'Directory',
  access: 'known',
  query: postQuery,
  responses: { 200: { description: 'A page of the changes, oldest first.', schema: reportSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, now, ctx }) => {
    const at = instantOf(query.at) ?? now
    const { after } = pageOfQuery(query)
    const posts = await deps.repositories.sanctionedPosts.ofOffice(query.office)
    // The total after a change counts all before it.
    const all = strengthChanges(posts)
    const { items: changes, next } = pageBehind(
      all,
      after === undefined ? null : isBehind(placeIn(after)),
      placeOf,
    )
    const body = { at, strength: strengthOfOffice(posts, at), changes, next }
    return { status: 200, body, headers: linkToNext(ctx.path, query, next) }
  },
})

const placeOf = ({ at, post }: StrengthChange): string => placeText({ at, id: post })

/** Whether a change comes after the last one of the page before; behind a cursor that is none of ours there is nothing. */
const isBehind =
  (place: Place | null) =>
  ({ at, post }: StrengthChange): boolean =>
    place !== null &&
    (at.getTime() > place.at.getTime() || (at.getTime() === place.at.getTime() && post > place.id))
