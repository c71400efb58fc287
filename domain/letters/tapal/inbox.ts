// The inbox of a seat.

import { isTaken, type TapalState } from './states'

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

/** Whether a tapal that stands in the view still does in the state: some views hold only what waits to be taken. */
export function staysInView(view: InboxView, state: TapalState): boolean {
  switch (view) {
    case 'unread':
    case 'due-today':
    case 'overdue':
    case 'escalated':
      return state === 'delivered'
    case 'taken':
      return isTaken(state)
    case 'all':
    case 'for-information':
      return state !== 'recalled' && state !== 'cancelled'
  }
}
