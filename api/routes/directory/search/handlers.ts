// Finding offices and seats as people type.

import type { Answer, CallOf } from '../../../http/route'
import { heldSeats } from '../../../../services/access/right/identity'
import { FOUND_BY_DEFAULT, type FoundAnswer, type searchQuery } from './schema'

export async function searchDirectory(call: CallOf<{ query: typeof searchQuery }>): Promise<Answer> {
  const { deps, identity, query, now } = call
  const { search } = deps.repositories
  const district =
    query.district ||
    (await search.districtOf(heldSeats(identity), identity.kind === 'agent' ? identity.agent.offices : []))
  const items = await search.search(query.q, { district, limit: query.limit ?? FOUND_BY_DEFAULT, now })
  const body: FoundAnswer = { items }
  return { status: 200, body }
}
