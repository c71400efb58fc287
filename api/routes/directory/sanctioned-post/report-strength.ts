// GET /v1/sanctioned-strength

import {
  type StrengthChange,
  strengthChanges,
  strengthOfOffice,
} from '../../../../domain/directory/sanctioned-post/strength'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { postQuery, reportSchema } from './schema'

/** Changes on a page; nearly every office has fewer. */
const CHANGES = 500

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
    const first = after === undefined ? 0 : all.findIndex((change) => isBehind(change, after))
    const changes = first < 0 ? [] : all.slice(first, first + CHANGES)
    const last = changes.at(-1)
    const next = cursorOf(last && last !== all.at(-1) ? placeOf(last) : null)
    const body = { at, strength: strengthOfOffice(posts, at), changes, next }
    return { status: 200, body, headers: linkToNext(ctx.path, query, next) }
  },
})

const placeOf = ({ at, post }: StrengthChange): string => `${at.getTime()} ${post}`

/** Whether the change comes after the last one of the page before; a cursor that is none of ours has nothing behind it. */
function isBehind({ at, post }: StrengthChange, place: string): boolean {
  const space = place.indexOf(' ')
  const time = Number(place.slice(0, space))
  return at.getTime() > time || (at.getTime() === time && post > place.slice(space + 1))
}
