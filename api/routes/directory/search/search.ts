// GET /v1/directory/search

import { searchDirectory } from '../../../../services/directory/search/search'
import { route } from '../../../http/route'
import { FOUND_BY_DEFAULT, type SearchResponse, foundListSchema, searchQuery } from './schema'

export const searchDirectoryRoute = route({
  method: 'get',
  path: '/v1/directory/search',
  operationId: 'searchDirectory',
  summary: 'Offices and seats as people type them',
  description:
    'Finds what has every word of `q` as the beginning of one of its own. Other spellings (Trivandrum), ' +
    'abbreviations (DDE), initials, and both encodings of Malayalam chillus are the same. First comes what has that ' +
    'very code, then names that begin so, then what stands high, then the near district.',
  tag: 'Directory',
  access: 'known',
  query: searchQuery,
  responses: { 200: { description: 'What was found, best first.', schema: foundListSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, identity, query, now }) => {
    const { q: text, district = '', limit = FOUND_BY_DEFAULT } = query
    const items = await searchDirectory(deps, identity, { text, district, limit }, now)
    const body: SearchResponse = { items }
    return { status: 200, body }
  },
})
