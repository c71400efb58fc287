// One session with a message centre: bound once, many messages under way at a time, and asked whether it is still there.

import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import {
  answerTo,
  bindBody,
  COMMANDS,
  createReader,
  encode,
  isAnswer,
  messageIdOf,
  type Pdu,
  type Report,
  reportOf,
  type Submit,
  submitBody,
} from './pdu'

export interface SmppServer {
  host: string
  port: number
  secure: boolean
  systemId: string
  password: string
}

export interface SmppLimits {
  connectMs: number
  /** For the answer to a bind and to a question. */
  answerMs: number
  /** For the answer to a message. */
  submitMs: number
  /** So often it is asked whether it is there. */
  enquireMs: number
  /** Who certifies the other side; those whom Node trusts where nothing is said. */
  ca?: string
}

/** The answer to what was sent; or none, where `sent` says whether the other side may have it. */
export type SmppAnswer = { status: number; reference: string } | { fault: string; sent: boolean }

export interface SmppSession {
  submit(message: Submit): Promise<SmppAnswer>
  isOpen(): boolean
  /** Says goodbye, waits a little for the answer, and ends the connection. */
  close(): Promise<void>
}

const NOT_NOW = 0x64
const UNREADABLE = 0x65
const INVALID_COMMAND = 0x03
const MAX_SEQUENCE = 0x7fffffff

/**
 * Opens a session. Returns the status of a bind that was refused, or the fault of the connection; throws nothing.
 * `onReport` is told what becomes of messages; where it says false, or fails, the server is asked to tell it again.
 */
export async function openSession(
  server: SmppServer,
  limits: SmppLimits,
  onReport: (report: Report) => Promise<boolean>,
): Promise<SmppSession | { status: number } | { fault: string }> {
  const socket = await opened(server, limits)
  if (!socket) return { fault: 'unreachable' }
  const line = createLine(socket, onReport)
  const bound = await line.request(COMMANDS.bindTransceiver, bindBody(server), limits.answerMs)
  if ('fault' in bound || bound.status !== 0) {
    socket.destroy()
    return 'fault' in bound ? { fault: bound.fault } : { status: bound.status }
  }
  const enquiring = setInterval(() => void enquire(), limits.enquireMs)
  enquiring.unref()
  socket.once('close', () => clearInterval(enquiring))
  const enquire = async (): Promise<void> => {
    if ('fault' in (await line.request(COMMANDS.enquireLink, Buffer.alloc(0), limits.answerMs)))
      socket.destroy()
  }
  return {
    submit: (message) => line.request(COMMANDS.submit, submitBody(message), limits.submitMs),
    isOpen: () => !socket.destroyed && socket.writable,
    async close() {
      clearInterval(enquiring)
      if (!socket.destroyed) await line.request(COMMANDS.unbind, Buffer.alloc(0), limits.answerMs)
      socket.destroy()
    },
  }
}

/** Null where no connection came about in time. */
function opened({ host, port, secure }: SmppServer, { connectMs, ca }: SmppLimits): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = secure
      ? connectSecure({ host, port, ca, ...(isIP(host) === 0 ? { servername: host } : {}) })
      : connectPlain({ host, port })
    const end = (is: Socket | null): void => {
      clearTimeout(patience)
      if (!is) socket.destroy()
      resolve(is)
    }
    const patience = setTimeout(() => end(null), connectMs)
    socket.once(secure ? 'secureConnect' : 'connect', () => end(socket))
    // Stays, for a line may break at any time; `close` follows.
    socket.on('error', () => end(null))
  })
}

/** Requests and their answers over a connection. */
function createLine(socket: Socket, onReport: (report: Report) => Promise<boolean>) {
  const waiting = new Map<number, { command: number; end(answer: SmppAnswer): void }>()
  const read = createReader()
  let lastSequence = 0
  let fault = 'connection-lost'

  const write = (pdu: Pdu): void => {
    if (socket.writable) socket.write(encode(pdu))
  }
  const answer = ({ command, sequence }: Pdu, status: number): void =>
    write({
      command: answerTo(command),
      status,
      sequence,
      body: command === COMMANDS.deliver ? Buffer.of(0) : Buffer.alloc(0),
    })

  const takeAnswer = ({ command, status, sequence, body }: Pdu): void => {
    const asked = waiting.get(sequence)
    if (!asked) return
    const fits = command === answerTo(asked.command) || command === COMMANDS.genericNack
    if (!fits) throw new Error('The answer is to another question.')
    asked.end({ status, reference: asked.command === COMMANDS.submit ? messageIdOf(body) : '' })
  }
  const takeRequest = async (pdu: Pdu): Promise<void> => {
    if (pdu.command === COMMANDS.enquireLink) return answer(pdu, 0)
    if (pdu.command === COMMANDS.unbind) {
      answer(pdu, 0)
      return void socket.end()
    }
    if (pdu.command !== COMMANDS.deliver)
      return write({ ...pdu, command: COMMANDS.genericNack, status: INVALID_COMMAND, body: Buffer.alloc(0) })
    const report = reportOf(pdu.body)
    const isNoted = report === null || (await onReport(report).catch(() => false))
    answer(pdu, isNoted ? 0 : NOT_NOW)
  }
  const spoiled = (): void => {
    fault = 'answer-garbled'
    socket.destroy()
  }

  socket.on('data', (piece: Buffer) => {
    try {
      for (const pdu of read(piece))
        if (isAnswer(pdu.command)) takeAnswer(pdu)
        else takeRequest(pdu).catch(() => answer(pdu, UNREADABLE))
    } catch {
      spoiled()
    }
  })
  socket.once('close', () => {
    for (const { end } of waiting.values()) end({ fault, sent: true })
  })

  return {
    /** Never throws; an answer that comes too late is let go. */
    request(command: number, body: Buffer, answerMs: number): Promise<SmppAnswer> {
      if (!socket.writable) return Promise.resolve({ fault, sent: false })
      lastSequence = lastSequence === MAX_SEQUENCE ? 1 : lastSequence + 1
      const sequence = lastSequence
      return new Promise((resolve) => {
        const patience = setTimeout(() => end({ fault: 'timeout', sent: true }), answerMs)
        const end = (result: SmppAnswer): void => {
          clearTimeout(patience)
          waiting.delete(sequence)
          resolve(result)
        }
        waiting.set(sequence, { command, end })
        write({ command, status: 0, sequence, body })
      })
    },
  }
}
