// One question to clamd, over a socket of its own: a command, maybe a content, and the answer.

import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { NoVerdict } from './no-verdict'

/** Where clamd listens: a port, or a socket of this machine. */
export type ClamdAddress = { host: string; port: number } | { path: string }

/** In ms: the longest silence, and the longest time for one question. */
export interface Patience {
  idleMs: number
  wholeMs: number
}

/** More is no answer of clamd. */
const LONGEST_ANSWER = 4_096
/** Of the content at a time: clamd reads each piece whole. */
const PIECE_BYTES = 256 * 1024
const END = Buffer.alloc(4)

/**
 * Asks by the `z` form of the protocol, in which commands and answers end with a zero byte; a content goes as INSTREAM wants
 * it, in pieces that each say how long they are. A piece is read only when the one before it is with the system, so that no
 * more than one is held. Throws `NoVerdict`; faults of the content go through.
 */
export async function askClamd(
  address: ClamdAddress,
  command: 'VERSION' | 'INSTREAM',
  { idleMs, wholeMs }: Patience,
  content?: Readable,
): Promise<string> {
  const socket = connect(address)
  socket.setNoDelay(true)
  const answer = answerOn(socket)
  const late = setTimeout(() => socket.destroy(new NoVerdict('timeout')), wholeMs)
  socket.setTimeout(idleMs, () => socket.destroy(new NoVerdict('timeout')))
  try {
    await write(socket, Buffer.from(`z${command}\0`))
    if (content) await send(socket, content)
    return await answer.promise
  } finally {
    clearTimeout(late)
    socket.destroy()
    content?.destroy()
  }

  async function send(to: Socket, source: Readable): Promise<void> {
    for await (const chunk of source) {
      const bytes = chunk as Buffer
      for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
        // It has made up its mind, or is gone: the rest would be read for nothing.
        if (answer.isOver()) return
        await write(to, framed(bytes.subarray(from, from + PIECE_BYTES)))
      }
    }
    await write(to, END)
  }
}

/** The answer, without its zero byte; one that ends before it is none. */
function answerOn(socket: Socket): { promise: Promise<string>; isOver(): boolean } {
  let over = false
  const promise = new Promise<string>((resolve, reject) => {
    let text = ''
    let fault: Error | undefined
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      const end = text.indexOf('\0')
      if (end >= 0) resolve(text.slice(0, end).trim())
      else if (text.length > LONGEST_ANSWER) socket.destroy(new NoVerdict('garbled'))
      over ||= end >= 0
    })
    // The other side has ended: nothing follows.
    socket.on('end', () => socket.destroy())
    socket.on('error', (error) => (fault ??= error))
    socket.on('close', () => {
      over = true
      reject(fault instanceof NoVerdict ? fault : new NoVerdict(codeOf(fault), fault))
    })
  })
  // Looked at only when all is sent.
  promise.catch(() => undefined)
  // A socket that is given up tells so a moment later.
  return { promise, isOver: () => over || socket.destroyed }
}

/** Resolves when the bytes are with the system, or the socket is gone: what became of it then says the answer. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve()
    socket.write(bytes, () => resolve())
  })
}

function framed(piece: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(4 + piece.length)
  frame.writeUInt32BE(piece.length)
  piece.copy(frame, 4)
  return frame
}

function codeOf(fault: Error | undefined): string {
  const code = fault && 'code' in fault ? fault.code : undefined
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'connection-refused'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'name-not-found'
    default:
      return 'connection-lost'
  }
}
