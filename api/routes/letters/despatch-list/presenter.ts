// The list with its letters' facts, in the order of entry.

import type { ApiDeps } from '../../../deps'
import type { DespatchListAnswer } from './schema'

/** Three rounds to the database. */
export async function presentList(
  { repositories }: ApiDeps,
  office: string,
  day: string,
): Promise<DespatchListAnswer> {
  const postings = await repositories.postings.list(office, day)
  const tapals = await repositories.tapals.byIds(postings.map(({ tapal }) => tapal))
  const [dispatches, offices] = await Promise.all([
    repositories.dispatches.byIds([...new Set(tapals.map(({ dispatch }) => dispatch))]),
    repositories.offices.byCodes([...new Set(tapals.map((tapal) => tapal.office))]),
  ])
  const byId = new Map(tapals.map((tapal) => [tapal.id, tapal]))
  const letters = new Map(dispatches.map((dispatch) => [dispatch.id, dispatch]))
  const entries = postings.flatMap((posting) => {
    const tapal = byId.get(posting.tapal)
    const letter = letters.get(tapal?.dispatch ?? '')
    // Being listed at this moment; the row says so soon.
    if (!tapal || !letter || tapal.state === 'routed') return []
    const to = offices.get(tapal.office)
    return {
      tapalId: tapal.id,
      despatchNumber: letter.number ?? '',
      addressee: {
        name: to?.name ?? tapal.office,
        nameMl: to?.nameMl || to?.name || tapal.office,
        address: to?.address ?? '',
      },
      subject: letter.subject,
      enclosures: letter.documents.length,
      postalNumber: tapal.postalNumber,
    }
  })
  return { office, day, entries: entries.map((entry, index) => ({ ...entry, serial: index + 1 })) }
}
