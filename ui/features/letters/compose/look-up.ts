// Finds the offices of pasted codes.

import { slicesOf } from '../../../../domain/common/item/slices'
import type { OfficeRow, Page } from '../../../contract/directory'
import { get, query } from '../../../lib/http'
import { type DraftRecipient, newRecipient } from './draft'

export interface LookedUp {
  recipients: DraftRecipient[]
  unknownCodes: string[]
}

/** As many codes as one call takes. */
const AT_ONCE = 100
/** What is longer is no code. */
const LONGEST = 60

/** The offices with these codes, in their order, and the codes that no office has. Throws Problem. */
export async function lookUp(codes: readonly string[]): Promise<LookedUp> {
  const offices = new Map<string, OfficeRow>()
  const valid = codes.filter((code) => code.length <= LONGEST)
  for (const some of slicesOf(valid, AT_ONCE)) {
    const { items } = await get<Page<OfficeRow>>(
      `/v1/offices${query({ codes: some.join(','), limit: '200' })}`,
    )
    for (const office of items) offices.set(office.code, office)
  }
  return {
    recipients: codes.flatMap((code) => recipientOf(offices.get(code))),
    unknownCodes: codes.filter((code) => !offices.has(code)),
  }
}

function recipientOf(office: OfficeRow | undefined): DraftRecipient[] {
  if (!office) return []
  const { code, name, nameMl, district } = office
  return [newRecipient({ kind: 'office', id: code, name, nameMl, under: district })]
}
