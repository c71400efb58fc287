// What a person is told, and why.

import type { NoticeChannel } from './channels'

export const NOTICE_KINDS = [
  'overdue',
  'undelivered',
  'refused',
  'failed',
  'untaken',
  'returned',
  'not-taken-back',
  'endpoint-paused',
  'endpoint-gone',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** A notice goes to the holder of a seat, or to all who have a role. */
export interface Notice {
  id: string
  kind: NoticeKind
  channel: NoticeChannel
  seat: string | null
  role: 'operator' | null
  /** In the form of the channel; empty for the portal. */
  address: string
  tapal: string | null
  dispatch: string | null
  endpoint: string | null
  /** Level of the ladder, for `overdue`. */
  level: number
  at: Date
}
