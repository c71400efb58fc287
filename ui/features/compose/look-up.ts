// Finds the offices of pasted codes.

import type { OfficeRow } from '../../lib/directory-contract'
import { get } from '../../lib/http'
import { asProblem } from '../../lib/problem'
import { type DraftRecipient, newRecipient } from './draft'

export interface LookedUp {
  known: DraftRecipient[]
  unknown: string[]
}

/** Calls under way at a time. */
const AT_ONCE = 6

/** The offices with these codes, in their order, and the codes that no office has. Throws Problem for any other fault. */
export async function lookUp(codes: readonly string[]): Promise<LookedUp> {
  const found: (OfficeRow | null)[] = []
  for (let start = 0; start < codes.length; start += AT_ONCE)
    found.push(...(await Promise.all(codes.slice(start, start + AT_ONCE).map(officeOf))))
  return {
    known: found.flatMap((office) =>
      office
        ? [
            newRecipient({
              kind: 'office',
              id: office.code,
              name: office.name,
              nameMl: office.nameMl,
              under: office.district,
            }),
          ]
        : [],
    ),
    unknown: codes.filter((_, index) => !found[index]),
  }
}

async function officeOf(code: string): Promise<OfficeRow | null> {
  try {
    return await get<OfficeRow>(`/v1/offices/${encodeURIComponent(code)}`)
  } catch (error) {
    // A code that cannot be one is as unknown as one that nobody has.
    if ([404, 400, 422].includes(asProblem(error).status)) return null
    throw error
  }
}
