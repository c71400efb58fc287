// A message centre that speaks SMPP 3.4: the server side of another's library, with faults on request.

import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net'
import { createServer, type Pdu, type Session } from 'smpp'

/** What the centre does with a message: answer with a status, hang, or break the line without an answer. */
export type Behaviour = number | 'hang' | 'cut'

export interface MessageCentre {
  url(password?: string): string
  /** The messages that it was given, oldest first. */
  messages: Pdu[]
  sessions: Session[]
  /** How often each command came, messages aside. */
  commands: string[]
  /** What it does with the next messages; then it takes all. */
  next: Behaviour[]
  bind: Behaviour
  enquire: Behaviour
  stop(): Promise<void>
}

/** Starts one on a port of its own; with a key its line is secured. */
export async function startMessageCentre(tls?: { key: string; cert: string }): Promise<MessageCentre> {
  const greet = (session: Session): void => {
    session.on('error', () => undefined)
    const answered = (behaviour: Behaviour, pdu: Pdu, fields: Record<string, unknown> = {}): void => {
      if (behaviour === 'cut') return void session.socket.destroy()
      if (behaviour !== 'hang') session.send(pdu.response({ ...fields, command_status: behaviour }))
    }
    session.on('pdu', ({ command }) => command !== 'submit_sm' && centre.commands.push(command))
    session.on('bind_transceiver', (pdu) => {
      const isKnown = pdu['system_id'] === 'kcs' && pdu['password'] === 'secret'
      if (isKnown && centre.bind === 0) centre.sessions.push(session)
      answered(isKnown ? centre.bind : 0x0e, pdu)
    })
    session.on('enquire_link', (pdu) => answered(centre.enquire, pdu))
    session.on('unbind', (pdu) => answered(0, pdu))
    session.on('submit_sm', (pdu) => {
      const behaviour = centre.next.shift() ?? 0
      centre.messages.push(pdu)
      answered(behaviour, pdu, { message_id: `m-${centre.messages.length}` })
    })
  }
  const server = tls ? createServer(tls, greet) : createServer(greet)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const port = await listening(server)
  const centre: MessageCentre = {
    url: (password = 'secret') =>
      `${tls ? 'smpps' : 'smpp'}://kcs:${password}@${tls ? 'localhost' : '127.0.0.1'}:${port}`,
    messages: [],
    sessions: [],
    commands: [],
    next: [],
    bind: 0,
    enquire: 0,
    stop: () => ended(server, sockets),
  }
  return centre
}

/** A server on which every line is answered with these bytes alone. */
export async function startGarbage(bytes: Buffer): Promise<{ url: string; stop(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createRawServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(bytes))
  })
  const port = await listening(server)
  return { url: `smpp://kcs:secret@127.0.0.1:${port}`, stop: () => ended(server, sockets) }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function ended(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const socket of sockets) socket.destroy()
  await closed
}
