// Who may read a document: offices that brought it, sent it or were sent it.

import type { Repositories } from '../../../../database'
import type { Reach } from '../../../../services/access/right/rights'

const LETTERS_LOOKED_AT = 1000

export async function mayRead(repositories: Repositories, reach: Reach, sha256: string): Promise<boolean> {
  const document = (await repositories.documents.byHashes([sha256])).get(sha256)
  if (!document) return false
  if (document.offices.some((office) => reach.offices.has(office))) return true
  const letters = await repositories.dispatches.withDocument(sha256, LETTERS_LOOKED_AT)
  if (letters.some(({ office }) => reach.offices.has(office))) return true
  if (letters.length === 0) return false
  const ids = letters.map(({ id }) => id)
  return repositories.tapals.reaches(ids, [...reach.offices], [...reach.seats])
}
