// Every change of state that was followed has its entry in the audit log.

import type { ScannedDispatch } from '../../../database/letters/dispatch/reads'
import type { ScannedTapal } from '../../../database/letters/tapal/scan'
import { dispatchEntryId } from '../../letters/dispatch/follow'
import type { Check, Page } from './check'

/** Names the entries that the audit log should have of a row, and does not. */
function entriesCheck<Kind extends 'tapal' | 'dispatch'>(
  of: Kind,
  entriesOf: (row: Page<Kind>[number]) => string[],
): Check<Kind> {
  return {
    name: 'audit-entries',
    of,
    begin:
      ({ repositories }) =>
      async (page) => {
        const expectedEntries = page.flatMap((row) => entriesOf(row).map((entry) => ({ id: row.id, entry })))
        const presentIds = await repositories.audit.present(expectedEntries.map(({ entry }) => entry))
        return expectedEntries
          .filter(({ entry }) => !presentIds.has(entry))
          .map(({ id, entry }) => ({ id, what: `${entry} is not in the audit log` }))
      },
  }
}

export const auditEntries = entriesCheck('tapal', ({ id, events, followedTo }: ScannedTapal) =>
  events
    .filter(({ sequence, from, to }) => sequence <= followedTo && (from !== to || sequence === 1))
    .map(({ sequence }) => `${id}:${sequence}`),
)

export const auditEntriesOfDispatches = entriesCheck(
  'dispatch',
  ({ id, changes, followedTo }: ScannedDispatch) =>
    changes
      .filter(({ sequence }) => sequence <= followedTo)
      .map(({ sequence }) => dispatchEntryId(id, sequence)),
)
