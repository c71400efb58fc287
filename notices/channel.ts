// The port: how people are told by one channel.

import type { NoticeChannel } from '../domain/letters/notice/channels'
import type { NoticeKind } from '../domain/letters/notice/notice'

/** Where a channel hands its messages to, and in which name. */
export interface Server {
  url: string
  from: string
  /** Where a message comes back to that was taken and not delivered; left out where that is `from`. */
  returnPath?: ((message: string) => string) | undefined
}

/** Notices of one kind in a message. */
export interface NoticeGroup {
  kind: NoticeKind
  /** How many there are; links are there for the first of them only. */
  count: number
  /** What they are about. */
  links: readonly string[]
}

/** What one address is told at once. */
export interface Message {
  /** The same on every try. */
  id: string
  address: string
  /** The urgent ones first. */
  groups: readonly NoticeGroup[]
  /** Where all notices are read. */
  overview: string
}

/** `retry` for a passing fault, `never` for an address that takes nothing. */
export type SendResult = { kind: 'sent' } | { kind: 'retry'; code: string } | { kind: 'never'; code: string }

/** A channel that carries messages out of KCS; the portal needs none, for its notices are read where they are kept. */
export interface OutgoingChannel {
  readonly name: NoticeChannel
  /** Sends the message in the words of the channel. Every fault is a result; nothing is thrown. */
  send(message: Message): Promise<SendResult>
}
