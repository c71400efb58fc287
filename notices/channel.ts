// The port: how people are told by one channel.

import type { NoticeChannel } from '../domain/letters/notice/channels'
import type { Notice } from '../domain/letters/notice/notice'

/** Where a channel hands its messages to, and in which name. */
export interface Server {
  url: string
  from: string
}

/** `retry` for a passing fault, `never` for an address that takes nothing. */
export type SendResult = { kind: 'sent' } | { kind: 'retry'; code: string } | { kind: 'never'; code: string }

/** A channel that carries messages out of KCS; the portal needs none, for its notices are read where they are kept. */
export interface OutgoingChannel {
  readonly name: NoticeChannel
  /**
   * Sends the notice in the words of the channel; the id is the same on every try. `link` leads to what it is about.
   * Every fault is a result; nothing is thrown.
   */
  send(notice: Notice, link: string): Promise<SendResult>
}
