// What a person is told, and why.

import type { Urgency } from '../dispatch/dispatch'
import type { NoticeChannel } from './channels'

/** How notices of a kind go out. */
export interface NoticeCard {
  /** Somebody must act on it now: it goes first in lists and mails, and others never push it out of sight. */
  urgent: boolean
  /** Those to one address within so many seconds are one message; 0 where each goes by itself, at once. */
  gatherSeconds: number
}

const HOUR = 3_600
const TEN_MINUTES = 600
const MINUTE = 60

export const NOTICE_CARDS = {
  overdue: { urgent: false, gatherSeconds: HOUR },
  undelivered: { urgent: false, gatherSeconds: HOUR },
  refused: { urgent: false, gatherSeconds: HOUR },
  untaken: { urgent: false, gatherSeconds: HOUR },
  returned: { urgent: false, gatherSeconds: HOUR },
  reminder: { urgent: false, gatherSeconds: TEN_MINUTES },
  'not-taken-back': { urgent: false, gatherSeconds: HOUR },
  failed: { urgent: true, gatherSeconds: TEN_MINUTES },
  'endpoint-paused': { urgent: true, gatherSeconds: MINUTE },
  'endpoint-gone': { urgent: true, gatherSeconds: MINUTE },
  'mail-bounced': { urgent: false, gatherSeconds: TEN_MINUTES },
  'mail-link': { urgent: false, gatherSeconds: 0 },
  'notice-undeliverable': { urgent: false, gatherSeconds: HOUR },
  'channel-refused': { urgent: true, gatherSeconds: MINUTE },
} as const satisfies Record<string, NoticeCard>

export type NoticeKind = keyof typeof NOTICE_CARDS
export const NOTICE_KINDS = Object.keys(NOTICE_CARDS) as readonly NoticeKind[]
export const URGENT_KINDS = NOTICE_KINDS.filter((kind) => NOTICE_CARDS[kind].urgent)
/** Kinds of which each goes out by itself. */
export const LONE_KINDS = NOTICE_KINDS.filter((kind) => NOTICE_CARDS[kind].gatherSeconds === 0)

/** For how long notices are kept. */
export const KEPT_DAYS = 90

/** A notice goes to the holder of a seat, to all who have a role, or to the mail address of an office outside. */
export interface Notice {
  id: string
  kind: NoticeKind
  channel: NoticeChannel
  seat: string | null
  role: 'operator' | null
  /** In the form of the channel; empty for the portal, but where it tells of an address or of a channel. */
  address: string
  tapal: string | null
  dispatch: string | null
  endpoint: string | null
  /** Level of the ladder, for `overdue`. */
  level: number
  /** It is about an *Immediate* letter, for which people are disturbed in their quiet hours. */
  atOnce: boolean
  at: Date
}

/** Whether people are told by their telephones too: somebody must act now, it has gone up, or its letter is in a hurry. */
export function presses(kind: NoticeKind, urgency: Urgency): boolean {
  return NOTICE_CARDS[kind].urgent || kind === 'overdue' || urgency !== 'normal'
}

/** When a notice goes out: at the end of the span in which those of its kind are gathered. */
export function sendAt({ kind, at }: Pick<Notice, 'kind' | 'at'>): Date {
  const { gatherSeconds } = NOTICE_CARDS[kind]
  if (gatherSeconds === 0) return at
  const spanMs = gatherSeconds * 1000
  return new Date(Math.ceil(at.getTime() / spanMs) * spanMs)
}
