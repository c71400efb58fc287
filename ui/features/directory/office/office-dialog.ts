// What each dialog of an administrator is given: the office as its card shows it.

import type { OfficeCard } from '../../../contract/directory'

export interface OfficeDialogProps {
  card: OfficeCard
  close: () => void
  /** Says what was done, and of which office where it was another. */
  done: (words: string, office?: string) => void
}
