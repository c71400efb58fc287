// GET /v1/desk/letters: the letters that have failed, or wait because something went wrong.

import { listDeskLetters, listDeskLettersErrors } from '../../../../services/operations/desk/letters'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { filterOf } from './filter'
import { DESK_ACCESS } from './policy'
import { presentLetter } from './presenter'
import { deskLettersSchema, deskQuery, TAG } from './schema'

export const listDeskLettersRoute = route({
  method: 'get',
  path: '/v1/desk/letters',
  operationId: 'listDeskLetters',
  summary: 'Letters that have failed, or wait because something went wrong, oldest first',
  description: 'Without subject and names: an operator sees ids, offices, seats, systems and codes.',
  tag: TAG,
  access: DESK_ACCESS,
  query: deskQuery,
  responses: { 200: { description: 'A page of them.', schema: deskLettersSchema } },
  errors: [...listDeskLettersErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, query, now, ctx }) {
    const { limit: _l, cursor: _c, ...filter } = query
    const { limit, after = '' } = pageOfQuery(query)
    const page = await listDeskLetters(deps, identity, {
      filter: filterOf(filter),
      page: { above: after, limit },
    })
    const next = cursorOf(page.next)
    const items = page.items.map((letter) => presentLetter(letter, now))
    return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
