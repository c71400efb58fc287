// The inbox of a seat.

/** Its fixed views, in the order in which they are shown. */
export const INBOX_VIEWS = [
  'all',
  'unread',
  'due-today',
  'overdue',
  'escalated',
  'for-information',
  'taken',
] as const
export type InboxView = (typeof INBOX_VIEWS)[number]
