// The priority of a letter: how urgent it is, or that it bears a fixed date.

import { URGENCIES, type Urgency } from './dispatch'

/**
 * *Fixed date* is the fourth priority of office manuals, beside ordinary, urgent and immediate. It is no urgency: by that a queue
 * is ordered, and a letter with a fixed date has one too.
 */
export const PRIORITIES = [...URGENCIES, 'fixed-date'] as const
export type Priority = (typeof PRIORITIES)[number]

/** A letter with a fixed date has that priority, however urgent it is. */
export function priorityOf({
  urgency,
  fixedDate,
}: {
  urgency: Urgency
  fixedDate?: string | undefined
}): Priority {
  return fixedDate === undefined ? urgency : 'fixed-date'
}
