// What tests use of smpp.

declare module 'smpp' {
  import type { Server, Socket } from 'node:net'

  export interface Pdu {
    command: string
    command_status: number
    [field: string]: unknown
    response(fields?: Record<string, unknown>): Pdu
  }
  export interface Session {
    socket: Socket
    on(event: string, listener: (pdu: Pdu) => void): void
    send(pdu: Pdu): boolean
    deliver_sm(fields: Record<string, unknown>, answered: (pdu: Pdu) => void): boolean
    enquire_link(answered: (pdu: Pdu) => void): boolean
  }
  export function createServer(listener: (session: Session) => void): Server
  export function createServer(
    options: { key: string; cert: string },
    listener: (session: Session) => void,
  ): Server
}
