// The port: how people are told by one channel.

import type { NoticeChannel } from '../domain/letters/notice/channels'
import type { NoticeKind } from '../domain/letters/notice/notice'

/** Where a channel hands its messages to, and in which name. */
export interface Server {
  url: string
  from: string
  /** The further settings of its card, by their names there. */
  options?: Readonly<Record<string, string>>
  /** Where a message comes back to that was taken and not delivered; left out where that is `from`. */
  returnPath?: ((message: string) => string) | undefined
}

/** A request that brings a message to a server over HTTP. */
export interface HttpPost {
  url: string
  headers: Record<string, string>
  body: string
}

/** An answer, of which `body` is null when it was longer than allowed; or none, where `sent` says whether the request may have left. */
export type HttpReply =
  | { status: number; headers: Readonly<Record<string, string | undefined>>; body: Buffer | null }
  | { fault: string; sent: boolean }

/** A message that a server had taken was not delivered after all; `reference` is the server's own name of it. */
export interface FailedReport {
  reference: string
  code: string
}

/** What channels are given of KCS. */
export interface ChannelDeps {
  /** Sends one request by the address guard; whatever comes of it is a value. */
  post(request: HttpPost): Promise<HttpReply>
  /** Notes a failed message; false where no message of this reference is known, or not yet. */
  noteFailed(report: FailedReport): Promise<boolean>
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
  /** Codes of the offices whose seats it tells, those of its first notices; none where it tells operators, or the card of the channel says that it names none. */
  offices: readonly string[]
  /** Where all notices are read. */
  overview: string
}

/**
 * `retry` for a passing fault of the message, `never` for an address that takes nothing. `busy` where the server takes
 * nothing at the moment, `refused` where it takes nothing of us until somebody has set that right: both say nothing of the
 * message. `unknown` where the server may have it.
 */
export type SendResult =
  | { kind: 'sent'; reference?: string }
  | { kind: 'retry'; code: string }
  | { kind: 'never'; code: string }
  | { kind: 'busy'; code: string; afterMs?: number }
  | { kind: 'refused'; code: string }
  | { kind: 'unknown'; code: string }

/** A channel that carries messages out of KCS; the portal needs none, for its notices are read where they are kept. */
export interface OutgoingChannel {
  readonly name: NoticeChannel
  /** Sends the message in the words of the channel. Every fault is a result; nothing is thrown. */
  send(message: Message): Promise<SendResult>
  /** Ends what it keeps open. */
  close?(): Promise<void>
}
