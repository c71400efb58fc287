// Notices by SMS, at a message centre that another's library makes: what is sent, and what each answer means.

import type { FailedReport, Message, OutgoingChannel } from '../../notices/channel'
import { createSmsChannel } from '../../notices/sms'
import { gsm7 } from '../../notices/sms/gsm7'
import { Garbled, reportOf } from '../../notices/sms/pdu'
import { newAuthority, newCertificate } from '../support/certificate'
import { type MessageCentre, startGarbage, startMessageCentre } from '../support/message-centre'
import { until } from '../support/until'

let centre: MessageCentre
const open: OutgoingChannel[] = []
const failed: FailedReport[] = []
let isKnown = true

async function closeAll(): Promise<void> {
  for (const channel of open.splice(0)) await channel.close?.()
}

beforeAll(async () => {
  centre = await startMessageCentre()
})
afterEach(async () => {
  await closeAll()
  Object.assign(centre, { messages: [], sessions: [], commands: [], next: [], bind: 0, enquire: 0 })
  failed.length = 0
  isKnown = true
})
afterAll(() => centre.stop())

type Limits = Parameters<typeof createSmsChannel>[2]

function channelAt(url: string, options: Record<string, string> = {}, limits: Limits = {}): OutgoingChannel {
  const noteFailed = async (report: FailedReport) => {
    failed.push(report)
    return isKnown
  }
  const channel = createSmsChannel({ url, from: 'KERALA', options }, { noteFailed }, limits)
  open.push(channel)
  return channel
}

const message = (change: Partial<Message> = {}): Message => ({
  id: 'M1',
  address: '+919847012345',
  groups: [{ kind: 'overdue', count: 3, links: ['https://kcs.example/tapals/T1'] }],
  offices: ['IPRD-WNM'],
  overview: 'https://kcs.example/notices',
  ...change,
})
const textOf = (pdu: MessageCentre['messages'][number]) =>
  (pdu['short_message'] as { message: unknown }).message

test('an SMS says how many notices, for which office, and where they are read; nothing of a letter', async () => {
  const channel = channelAt(centre.url())
  expect(await channel.send(message())).toEqual({ kind: 'sent', reference: 'm-1' })
  await channel.send(
    message({
      groups: [{ kind: 'failed', count: 1, links: ['https://kcs.example/tapals/T9'] }],
      offices: [],
    }),
  )
  expect(centre.messages.map(textOf)).toEqual([
    'KCS: notices for IPRD-WNM: 3. https://kcs.example/notices',
    'KCS: notices for KCS: 1. https://kcs.example/tapals/T9',
  ])
  const [first] = centre.messages
  expect(first).toMatchObject({
    source_addr_ton: 5,
    source_addr: 'KERALA',
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: '919847012345',
    registered_delivery: 2,
    data_coding: 0,
  })
  expect(centre.commands.filter((command) => command === 'bind_transceiver')).toHaveLength(1)
})

test('the ids that are registered with the operators of networks go with it where they are set', async () => {
  const registered = { entity: '1001234567890', template: '1007654321098' }
  await channelAt(centre.url(), registered).send(message())
  await channelAt(centre.url()).send(message())
  const tags = centre.messages.map((pdu) => [0x1400, 0x1401].map((tag) => String(pdu[tag] ?? '')))
  expect(tags).toEqual([
    ['1001234567890\0', '1007654321098\0'],
    ['', ''],
  ])
})

test('Malayalam goes as UCS-2, and what is longer than one SMS as the payload of one packet, so that it has one answer', async () => {
  const channel = channelAt(centre.url(), { language: 'ml' })
  const near = message({ overview: 'https://k.example/n' })
  await channel.send(near)
  await channel.send(message({ overview: `https://kcs.example/${'n'.repeat(120)}` }))
  const [short, long] = centre.messages
  expect([short?.['data_coding'], textOf(short!)]).toEqual([
    8,
    'KCS: IPRD-WNM - 3 അറിയിപ്പ്. https://k.example/n',
  ])
  const payload = long?.['message_payload'] as { message: string }
  expect(payload.message).toMatch(/^KCS: IPRD-WNM - 3 അറിയിപ്പ്\. https:\/\/kcs\.example\/n{120}$/)
})

test('signs that the alphabet of the network writes in two octets or elsewhere come as they are; others are no part of it', () => {
  expect(gsm7('a@_$ {€}')).toEqual(Buffer.from([0x61, 0, 0x11, 2, 0x20, 0x1b, 0x28, 0x1b, 0x65, 0x1b, 0x29]))
  expect(gsm7('ക')).toBeNull()
  expect(gsm7('`')).toBeNull()
})

test.each([
  [0x58, { kind: 'busy', code: 'smpp-58' }],
  [0x14, { kind: 'busy', code: 'smpp-14' }],
  [0x0b, { kind: 'never', code: 'smpp-0b' }],
  [0x0a, { kind: 'refused', code: 'smpp-0a' }],
  [0xc3, { kind: 'refused', code: 'smpp-c3' }],
  [0x08, { kind: 'retry', code: 'smpp-08' }],
  [0x45, { kind: 'retry', code: 'smpp-45' }],
  [0x0401, { kind: 'retry', code: 'smpp-401' }],
])('the status %i is told as what it means', async (status, result) => {
  centre.next = [status]
  expect(await channelAt(centre.url()).send(message())).toEqual(result)
})

test('a wrong password and a system that is not known are refusals; a bind that others hold is not', async () => {
  expect(await channelAt(centre.url('other')).send(message())).toEqual({ kind: 'refused', code: 'smpp-0e' })
  centre.bind = 0x05
  const channel = channelAt(centre.url())
  expect(await channel.send(message())).toEqual({ kind: 'busy', code: 'smpp-05' })
  centre.bind = 0
  expect(await channel.send(message())).toMatchObject({ kind: 'sent' })
  expect(centre.messages).toHaveLength(1)
})

test('where nothing listens, or a bind has no answer, nothing was sent', async () => {
  const gone = await startMessageCentre()
  const url = gone.url()
  await gone.stop()
  expect(await channelAt(url).send(message())).toEqual({ kind: 'busy', code: 'unreachable' })
  centre.bind = 'hang'
  const slow = channelAt(centre.url(), {}, { answerMs: 50 })
  expect(await slow.send(message())).toEqual({ kind: 'busy', code: 'timeout' })
})

test('a line that breaks before the answer leaves it open whether the message was taken; the next one opens another', async () => {
  centre.next = ['cut']
  const channel = channelAt(centre.url())
  expect(await channel.send(message())).toEqual({ kind: 'unknown', code: 'connection-lost' })
  expect(await channel.send(message())).toMatchObject({ kind: 'sent' })
  expect(centre.sessions).toHaveLength(2)
})

test('an answer that does not come leaves it open, and does not hold up others of the session', async () => {
  centre.next = ['hang', 0]
  const channel = channelAt(centre.url(), {}, { submitMs: 1_500 })
  const results = await Promise.all([channel.send(message()), channel.send(message({ id: 'M2' }))])
  expect(results).toEqual([
    { kind: 'unknown', code: 'timeout' },
    { kind: 'sent', reference: 'm-2' },
  ])
  expect(centre.sessions).toHaveLength(1)
})

test.each([
  ['a web page', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'answer-garbled'],
  ['a packet without an end', Buffer.from([0, 0, 0, 3, 1, 2, 3]), 'answer-garbled'],
  [
    'the answer to another question',
    Buffer.from('00000010800000150000000000000001', 'hex'),
    'answer-garbled',
  ],
])('%s instead of an answer ends the line', async (_what, bytes, code) => {
  const garbage = await startGarbage(bytes)
  expect(await channelAt(garbage.url).send(message())).toEqual({ kind: 'busy', code })
  await garbage.stop()
})

test('an idle line is asked whether it is there, and one that does not answer is opened anew', async () => {
  const channel = channelAt(centre.url(), {}, { enquireMs: 20, answerMs: 1_500 })
  await channel.send(message())
  await until(() => centre.commands.includes('enquire_link'), { what: 'a question' })
  centre.enquire = 'hang'
  await until(() => centre.sessions[0]?.socket.destroyed, { what: 'the end of the line' })
  centre.enquire = 0
  expect(await channel.send(message())).toMatchObject({ kind: 'sent' })
  expect(centre.sessions).toHaveLength(2)
})

test('questions of the centre are answered, and what it does not know of SMPP is said to be unknown', async () => {
  await channelAt(centre.url()).send(message())
  const [session] = centre.sessions
  const answer = await new Promise<{ command: string }>((resolve) => session!.enquire_link(resolve))
  expect(answer.command).toBe('enquire_link_resp')
})

test('a line on which nothing is sent any more is ended with a goodbye', async () => {
  await channelAt(centre.url(), {}, { idleMs: 20 }).send(message())
  await until(() => centre.commands.includes('unbind'), { what: 'the goodbye' })
})

test('a report that a message failed is told; where nobody knows the message yet, the centre is asked to tell again', async () => {
  await channelAt(centre.url()).send(message())
  const [session] = centre.sessions
  const tell = (fields: Record<string, unknown>) =>
    new Promise<number>((resolve) =>
      session!.deliver_sm({ source_addr: '919847012345', destination_addr: 'KERALA', ...fields }, (pdu) =>
        resolve(pdu.command_status),
      ),
    )
  const text = (state: string) => ({
    esm_class: 4,
    short_message: `id:m-1 sub:001 dlvrd:000 stat:${state} err:001`,
  })
  isKnown = false
  expect(await tell(text('UNDELIV'))).toBe(0x64)
  isKnown = true
  expect(await tell(text('UNDELIV'))).toBe(0)
  expect(await tell(text('DELIVRD'))).toBe(0)
  // What somebody writes to us is no report, whatever it says.
  expect(await tell({ ...text('UNDELIV'), esm_class: 0 })).toBe(0)
  expect(failed).toEqual([
    { reference: 'm-1', code: 'smpp-undeliv' },
    { reference: 'm-1', code: 'smpp-undeliv' },
  ])
})

test('a report may say in fields of its own what it is about, and what came of it', () => {
  const address = Buffer.from('\x01\x019\0', 'latin1')
  const fields = Buffer.from('001e00046d2d31000427000103', 'hex')
  const body = (esmClass: number) =>
    Buffer.concat([Buffer.of(0), address, address, Buffer.of(esmClass, 0, 0, 0, 0, 0, 0, 0, 0, 0), fields])
  expect(reportOf(body(4))).toEqual({ reference: 'm-1', state: 'EXPIRED' })
  expect(reportOf(body(0))).toBeNull()
  expect(() => reportOf(body(4).subarray(0, 9))).toThrow(Garbled)
})

test('a secured line wants a certificate that is trusted', async () => {
  const authority = newAuthority('Networks')
  const secured = await startMessageCentre(newCertificate(authority, 'localhost', [-1, 1]))
  expect(await channelAt(secured.url()).send(message())).toEqual({ kind: 'busy', code: 'unreachable' })
  expect(secured.messages).toEqual([])
  expect(await channelAt(secured.url(), {}, { ca: authority.cert }).send(message())).toMatchObject({
    kind: 'sent',
  })
  await closeAll()
  await secured.stop()
})
