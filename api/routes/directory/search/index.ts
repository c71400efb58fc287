// The search of the directory.

import { route, type Route } from '../../../http/route'
import { searchDirectory } from './handlers'
import { foundListSchema, searchQuery } from './schema'

export const directorySearch: readonly Route[] = [
  route({
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
    answers: { 200: { description: 'What was found, best first.', schema: foundListSchema } },
    errors: ['parameter-invalid', 'parameter-repeated'],
    handler: searchDirectory,
  }),
]
