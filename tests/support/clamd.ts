// A server of clamd's protocol, in the hand of a test: it keeps what came to it, and answers as it is told.

import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** The test file of EICAR, which every scanner finds; put together here, so that none finds it in this repository. */
export const EICAR = [
  'X5O!P%@AP[4',
  '\\PZX54(P^)7CC)7}$',
  'EICAR-STANDARD-',
  'ANTIVIRUS-TEST-FILE',
  '!$H+H*',
].join('')

export const ENGINE = 'ClamAV 1.4.3/27500/Sun Nov 22 09:12:44 2026'

export type Mood =
  /** Scans: finds EICAR and nothing else. */
  | 'well'
  /** Ends the connection in the middle of the content, or of the answer. */
  | 'drops'
  | 'half-answer'
  /** Takes all, and says nothing. */
  | 'silent'
  /** Reads nothing more after the command. */
  | 'stands'
  /** Answers with a text of the test's own. */
  | { says: string }
  /** Takes no more than so many bytes of a content. */
  | { limit: number }

export interface Clamd {
  address: { host: string; port: number }
  /** How it is from now on. */
  mood: Mood
  /** Bytes of each content that came whole. */
  scanned: number[]
  /** Bytes of content that it has read so far. */
  read: number
  /** Connections open now. */
  open(): number
  /** No connection is taken until `start`. */
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startClamd(): Promise<Clamd> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    serve(clamd, socket)
  })
  const listen = async (port: number): Promise<number> => {
    await once(server.listen(port, '127.0.0.1'), 'listening')
    return (server.address() as AddressInfo).port
  }
  const clamd: Clamd = {
    address: { host: '127.0.0.1', port: await listen(0) },
    mood: 'well',
    scanned: [],
    read: 0,
    open: () => sockets.size,
    async stop() {
      for (const socket of sockets) socket.destroy()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
    start: async () => void (await listen(clamd.address.port)),
  }
  return clamd
}

function serve(clamd: Clamd, socket: Socket): void {
  let bytes = Buffer.alloc(0)
  let command = ''
  const content: Buffer[] = []
  const size = (): number => content.reduce((sum, piece) => sum + piece.length, 0)
  socket.on('data', (some) => {
    bytes = Buffer.concat([bytes, some])
    if (command === '') {
      const end = bytes.indexOf(0)
      if (end < 0) return
      command = bytes.subarray(0, end).toString()
      bytes = bytes.subarray(end + 1)
      if (command === 'zVERSION') return void socket.end(`${ENGINE}\0`)
      if (clamd.mood === 'stands') return void socket.pause()
    }
    while (bytes.length >= 4) {
      const length = bytes.readUInt32BE(0)
      if (length === 0) {
        if (clamd.mood !== 'silent') socket.end(verdictOf(clamd, Buffer.concat(content)))
        return
      }
      if (bytes.length < 4 + length) return
      content.push(bytes.subarray(4, 4 + length))
      clamd.read += length
      bytes = bytes.subarray(4 + length)
      if (clamd.mood === 'drops') return void socket.destroy()
      if (typeof clamd.mood === 'object' && 'limit' in clamd.mood && size() > clamd.mood.limit)
        return void socket.end('INSTREAM size limit exceeded. ERROR\0')
    }
  })
}

function verdictOf(clamd: Clamd, content: Buffer): string {
  const { mood } = clamd
  if (mood === 'half-answer') return 'stream: OK'
  if (typeof mood === 'object' && 'says' in mood) return mood.says
  clamd.scanned.push(content.length)
  return content.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0'
}
