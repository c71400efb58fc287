// A despatch list as it is returned.

import type { DespatchList } from '../../../../services/letters/despatch-list/read'
import type { DespatchListResponse } from './schema'

export function presentDespatchList({ office, day, entries }: DespatchList): DespatchListResponse {
  return {
    office,
    day,
    entries: entries.map(({ tapal, letter, addressee }, index) => ({
      tapalId: tapal.id,
      despatchNumber: letter.number ?? '',
      addressee: {
        name: addressee?.name ?? tapal.office,
        nameMl: addressee?.nameMl || addressee?.name || tapal.office,
        address: addressee?.address ?? '',
      },
      subject: letter.subject,
      enclosures: letter.documents.length,
      postalNumber: tapal.postalNumber,
      serial: index + 1,
    })),
  }
}
