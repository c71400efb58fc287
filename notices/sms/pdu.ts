// The packets of SMPP 3.4 that KCS sends and takes (sections 3.2 and 4), and how they lie on the line.

import { gsm7 } from './gsm7'

export const COMMANDS = {
  genericNack: 0x80000000,
  submit: 0x00000004,
  deliver: 0x00000005,
  unbind: 0x00000006,
  bindTransceiver: 0x00000009,
  enquireLink: 0x00000015,
} as const

/** The bit that makes a command its answer. */
const ANSWER = 0x80000000
const HEAD_BYTES = 16
/** What KCS takes is short; a longer packet is garbage. */
const MAX_BYTES = 16 * 1024
/** Of one SMS, in the alphabet of the network and in UCS-2; a longer text goes as the payload of its packet. */
const SHORT_BYTES = { latin: 160, ucs2: 140 }
/** Section 5.2.12: what is delivered is a report. */
const IS_REPORT = 0x04
/** Section 5.2.19: 0 is the alphabet of the network, 8 is UCS-2. */
const UCS2 = 8
/** Section 5.2.5 and 5.2.6. */
const TON = { unknown: 0, international: 1, alphanumeric: 5 } as const
const NPI = { unknown: 0, isdn: 1 } as const
const TAGS = { reportedId: 0x001e, messageState: 0x0427, payload: 0x0424, entity: 0x1400, template: 0x1401 }

export interface Pdu {
  command: number
  status: number
  sequence: number
  body: Buffer
}

/** Thrown for bytes that are no packet. */
export class Garbled extends Error {
  override readonly name = 'Garbled'
}

export const isAnswer = (command: number): boolean => command >= ANSWER
export const answerTo = (command: number): number => (command | ANSWER) >>> 0

/** The bytes of a packet. */
export function encode({ command, status, sequence, body }: Pdu): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  for (const [at, field] of [HEAD_BYTES + body.length, command, status, sequence].entries())
    head.writeUInt32BE(field, at * 4)
  return Buffer.concat([head, body])
}

/** Puts packets together from the pieces in which they come. Throws `Garbled`. */
export function createReader(): (piece: Buffer) => Pdu[] {
  let rest: Buffer = Buffer.alloc(0)
  return (piece) => {
    rest = Buffer.concat([rest, piece])
    const pdus: Pdu[] = []
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0)
      if (length < HEAD_BYTES || length > MAX_BYTES) throw new Garbled('no packet of SMPP')
      if (rest.length < length) break
      pdus.push({
        command: rest.readUInt32BE(4),
        status: rest.readUInt32BE(8),
        sequence: rest.readUInt32BE(12),
        body: rest.subarray(HEAD_BYTES, length),
      })
      rest = rest.subarray(length)
    }
    return pdus
  }
}

/** Text with the nought at its end, as most fields are. */
const ended = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.of(0)])

function tlv(tag: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(tag, 0)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, value])
}

/** The body of a bind: who we are, by version 3.4. */
export function bindBody({ systemId, password }: { systemId: string; password: string }): Buffer {
  const version = Buffer.of(0x34, TON.unknown, NPI.unknown)
  return Buffer.concat([ended(systemId), ended(password), ended(''), version, ended('')])
}

export interface Submit {
  from: string
  /** In the form of E.164. */
  to: string
  text: string
  /** What is registered with the operators of India; '' where nothing is. */
  entity: string
  template: string
}

/** The body of one message, however long: one packet has one answer. A report is asked for where it fails alone. */
export function submitBody({ from, to, text, entity, template }: Submit): Buffer {
  const latin = gsm7(text)
  const octets = latin ?? Buffer.from(text, 'utf16le').swap16()
  const isShort = octets.length <= SHORT_BYTES[latin === null ? 'ucs2' : 'latin']
  const isNumber = /^\+?\d+$/.test(from)
  return Buffer.concat([
    ended(''),
    isNumber ? Buffer.of(TON.international, NPI.isdn) : Buffer.of(TON.alphanumeric, NPI.unknown),
    ended(from.replace(/^\+/, '')),
    Buffer.of(TON.international, NPI.isdn),
    ended(to.replace(/^\+/, '')),
    // esm_class, protocol_id and priority_flag; no times; registered_delivery 2; no replacing.
    Buffer.of(0, 0, 0),
    ...[ended(''), ended('')],
    Buffer.of(2, 0, latin === null ? UCS2 : 0, 0, isShort ? octets.length : 0),
    ...(isShort ? [octets] : [tlv(TAGS.payload, octets)]),
    ...(entity === '' ? [] : [tlv(TAGS.entity, ended(entity))]),
    ...(template === '' ? [] : [tlv(TAGS.template, ended(template))]),
  ])
}

/** The text at the place, and where the next field begins. Throws `Garbled`. */
function textAt(body: Buffer, at: number): [text: string, next: number] {
  const end = body.indexOf(0, at)
  if (end < 0) throw new Garbled('a text without an end')
  return [body.toString('latin1', at, end), end + 1]
}

/** The name that the server gave a message; '' where it gave none. */
export function messageIdOf(body: Buffer): string {
  const end = body.indexOf(0)
  return body.toString('latin1', 0, end < 0 ? body.length : end)
}

/** What a server says of a message later: its name, and its state as a word of appendix B. Null where it says something else. */
export interface Report {
  reference: string
  state: string
}

/** Section 5.2.28. */
const STATES = ['', 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD']

/** Reads a packet that the server delivers to us. Throws `Garbled`. */
export function reportOf(body: Buffer): Report | null {
  let at = textAt(body, 0)[1]
  for (let address = 0; address < 2; address += 1) at = textAt(body, at + 2)[1]
  const isReport = ((body[at] ?? 0) & IS_REPORT) !== 0
  // esm_class, protocol_id, priority_flag; two times; four octets more.
  at = textAt(body, textAt(body, at + 3)[1])[1] + 4
  if (at >= body.length) throw new Garbled('a message that is cut')
  if (!isReport) return null
  const length = body.readUInt8(at)
  const text = body.toString('latin1', at + 1, at + 1 + length)
  const tlvs = tlvsOf(body.subarray(at + 1 + length))
  const id = tlvs.get(TAGS.reportedId)
  const reference = id ? messageIdOf(id) : (/\bid:(\S{1,64})/.exec(text)?.[1] ?? '')
  const state =
    STATES[tlvs.get(TAGS.messageState)?.[0] ?? 0] || (/\bstat:([A-Z]{1,10})/.exec(text)?.[1] ?? '')
  return reference === '' || state === '' ? null : { reference, state }
}

function tlvsOf(rest: Buffer): Map<number, Buffer> {
  const tlvs = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= rest.length; ) {
    const length = rest.readUInt16BE(at + 2)
    tlvs.set(rest.readUInt16BE(at), rest.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return tlvs
}
