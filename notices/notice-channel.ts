// The port: how a person is told by one channel.

/** A notice in words, in both languages; it names no subject and no person of the letter. */
export interface Message {
  /** The same on every try, so that a repeated notice is one mail. */
  id: string
  to: string
  title: string
  text: string
}

/** `retry` for a passing fault, `never` for an address that takes nothing. */
export type SendAnswer = { kind: 'sent' } | { kind: 'retry'; code: string } | { kind: 'never'; code: string }

/** A channel that carries messages out of KCS; the portal needs none, for its notices are read where they are kept. */
export interface OutgoingChannel {
  send(message: Message): Promise<SendAnswer>
}
