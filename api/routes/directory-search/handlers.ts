// Finding offices and seats as people type.

import type { Answer, CallOf } from '../../http/route'
import { FOUND_BY_DEFAULT, type FoundAnswer, type searchQuery } from './schema'

export async function searchDirectory(call: CallOf<{ query: typeof searchQuery }>): Promise<Answer> {
  const { deps, identity, query, now } = call
  const { directory } = deps.repositories
  const district =
    query.district ||
    (identity.kind === 'account'
      ? await directory.districtOf(identity.seats, [])
      : await directory.districtOf([], identity.agent.offices))
  const items = await directory.search(query.q, { district, limit: query.limit ?? FOUND_BY_DEFAULT, now })
  const body: FoundAnswer = { items }
  return { status: 200, body }
}
