// Finding offices and seats as people type; what is in the caller's district goes first.

import type { Repositories } from '../../../database'
import { type Caller, heldSeats } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

/** Everybody who is known may search. An empty district is that of the caller's seats or offices. */
export async function searchDirectory(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { text, district, limit }: { text: string; district: string; limit: number },
  now: Date,
): ReturnType<Repositories['search']['search']> {
  const { search } = repositories
  const offices = caller.kind === 'agent' ? caller.agent.offices : []
  const near = district || (await search.districtOf(heldSeats(caller), offices))
  return search.search(text, { district: near, limit, now })
}
