// Notices: what a person is told, once each.

import { declare } from '../../common/collection'
import { NOTICE_CHANNELS } from '../../../domain/letters/notice/channels'
import { KEPT_DAYS, NOTICE_KINDS, type Notice } from '../../../domain/letters/notice/notice'

export interface NoticeRow extends Omit<Notice, 'id'> {
  /** Made from what it is about and whom it goes to, so that it is written once. */
  _id: string
  sentAt: Date | null
  attempts: number
  /** Until when it is being sent; still there later where nobody noted how that ended. */
  underWay: Date | null
  nextAttemptAt: Date | null
  /** The message that it goes out in, the same on every try; null until one is made up. */
  message: string | null
  /** Why it was given up, as the code of the server. */
  givenUp: string | null
  /** The code with which its message came back after a server had taken it, and when that was told. */
  bounced: string | null
  bouncedAt: Date | null
  /** The name that the server gave its message, by which it tells later that it failed. */
  reference: string
}

export const noticeCollection = declare<NoticeRow>(
  'notices',
  {
    _id: String,
    kind: { type: String, enum: NOTICE_KINDS, required: true },
    channel: { type: String, enum: NOTICE_CHANNELS, required: true },
    seat: { type: String, default: null },
    role: { type: String, default: null },
    address: { type: String, default: '' },
    tapal: { type: String, default: null },
    dispatch: { type: String, default: null },
    endpoint: { type: String, default: null },
    level: { type: Number, default: 0 },
    atOnce: { type: Boolean, default: false },
    at: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    attempts: { type: Number, required: true },
    underWay: { type: Date, default: null },
    nextAttemptAt: { type: Date, default: null },
    message: { type: String, default: null },
    givenUp: { type: String, default: null },
    bounced: { type: String, default: null },
    bouncedAt: { type: Date, default: null },
    reference: { type: String, default: '' },
  },
  [
    [{ seat: 1, kind: 1, at: -1 }],
    [{ role: 1, kind: 1, at: -1 }],
    [{ channel: 1, nextAttemptAt: 1 }, { partialFilterExpression: { nextAttemptAt: { $type: 'date' } } }],
    [
      { address: 1, channel: 1, nextAttemptAt: 1 },
      { partialFilterExpression: { nextAttemptAt: { $type: 'date' } } },
    ],
    [{ message: 1 }, { partialFilterExpression: { message: { $gt: '' } } }],
    [{ reference: 1 }, { partialFilterExpression: { reference: { $gt: '' } } }],
    [{ at: 1 }, { expireAfterSeconds: KEPT_DAYS * 24 * 3_600 }],
  ],
)
