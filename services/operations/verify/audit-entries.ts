// Every change of state that was followed has its entry in the audit log.

import type { ScannedTapal } from '../../../database/letters/tapal/scan'
import type { Check } from './check'

export const auditEntries: Check<'tapal'> = {
  name: 'audit-entries',
  of: 'tapal',
  begin:
    ({ repositories }) =>
    async (page) => {
      const expectedEntries = page.flatMap((tapal) =>
        entriesOf(tapal).map((entry) => ({ id: tapal.id, entry })),
      )
      const presentIds = await repositories.audit.present(expectedEntries.map(({ entry }) => entry))
      return expectedEntries
        .filter(({ entry }) => !presentIds.has(entry))
        .map(({ id, entry }) => ({ id, what: `${entry} is not in the audit log` }))
    },
}

function entriesOf({ id, events, followedTo }: ScannedTapal): string[] {
  return events
    .filter(({ sequence, from, to }) => sequence <= followedTo && (from !== to || sequence === 1))
    .map(({ sequence }) => `${id}:${sequence}`)
}
