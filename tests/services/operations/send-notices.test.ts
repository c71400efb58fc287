// Notices go out by their own channel: those of one address in one message, once, and again where a server failed.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import type { Audience } from '../../../domain/letters/notice/channels'
import type { Notice } from '../../../domain/letters/notice/notice'
import type { Message, OutgoingChannel, SendResult } from '../../../notices/channel'
import { createEmailChannel } from '../../../notices/email'
import { newId } from '../../../process/new-id'
import { createSecrets } from '../../../secrets'
import { contactsFor } from '../../../services/letters/notice/contacts'
import { listNotices } from '../../../services/letters/notice/list'
import { sendNotices } from '../../../services/operations/duty/send-notices'
import { startReferenceAgent } from '../../../connectors/email/reference-agent/agent'
import { openRoom, type Room } from '../../database/room'
import { buildSeat } from '../../support/builders'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
beforeEach(async () => void (await room.database.collection('notices').deleteMany({})))

const NOW = new Date('2026-11-22T07:00:00Z')
const later = (ms: number) => () => new Date(NOW.getTime() + ms)
const secrets = createSecrets('ab'.repeat(32))

function scripted(results: SendResult[], name: OutgoingChannel['name'] = 'email') {
  const sent: Message[] = []
  const channel: OutgoingChannel = {
    name,
    async send(message) {
      sent.push(message)
      return results.shift() ?? { kind: 'sent' }
    },
  }
  return { sent, channel }
}
const send = (channel: OutgoingChannel, now = () => NOW) =>
  sendNotices(
    { repositories: room.repositories, publicUrl: 'https://kcs.example', random: () => 0.5, secrets, newId },
    channel,
    now,
  )

const notice = (id: string, change: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'overdue',
  channel: 'email',
  seat: 'A/SO',
  role: null,
  address: 'so@a.invalid',
  tapal: 'T1',
  dispatch: 'D1',
  endpoint: null,
  level: 1,
  atOnce: false,
  at: NOW,
  ...change,
})
const stored = (id: string) =>
  room.database
    .collection<{ _id: string; sentAt: Date | null; nextAttemptAt: Date | null; givenUp: string | null }>(
      'notices',
    )
    .findOne({ _id: id })

test('a notice is sent once, with the link to its tapal', async () => {
  await room.repositories.notices.add([notice('once')])
  const { sent, channel } = scripted([])
  await send(channel)
  await send(channel)
  expect(sent).toMatchObject([
    {
      address: 'so@a.invalid',
      groups: [{ kind: 'overdue', count: 1, links: ['https://kcs.example/tapals/T1'] }],
    },
  ])
  expect(await stored('once')).toMatchObject({ sentAt: NOW, nextAttemptAt: null })
})

test('ten thousand notices to one address are one message, with a list of the first and a count of all', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => notice(`many-${n}`, { tapal: `T${n}` }))
  await room.repositories.notices.add([...many, notice('other', { address: 'other@a.invalid' })])
  const { sent, channel } = scripted([])
  await send(channel)
  expect(sent.map(({ address }) => address).sort()).toEqual(['other@a.invalid', 'so@a.invalid'])
  const [group] = sent.find(({ address }) => address === 'so@a.invalid')!.groups
  expect([group?.count, group?.links.length]).toEqual([10_000, 50])
  expect(await stored('many-9999')).toMatchObject({ sentAt: NOW })
})

test('notices of one hour wait for its end, so that they go together; an urgent one goes before, and first in its message', async () => {
  const at = later(60_000)()
  await room.repositories.notices.add([
    notice('waits', { at }),
    notice('waits-too', { at, kind: 'refused' }),
    notice('urgent', { at, kind: 'endpoint-paused', tapal: null, dispatch: null, endpoint: 'cdit' }),
  ])
  const { sent, channel } = scripted([])
  await send(channel, later(60_000))
  expect(sent.map(({ groups }) => groups.map(({ kind }) => kind))).toEqual([['endpoint-paused']])
  await room.repositories.notices.add([notice('urgent-2', { at, kind: 'failed' })])
  await send(channel, later(3_600_000))
  expect(sent[1]?.groups.map(({ kind }) => kind)).toEqual(['failed', 'overdue', 'refused'])
})

test('a channel takes the notices of its own, never those of another', async () => {
  await room.repositories.notices.add([notice('mail')])
  const other = scripted([], 'portal')
  await send(other.channel)
  expect(other.sent).toEqual([])
  const own = scripted([])
  await send(own.channel)
  expect(own.sent).toHaveLength(1)
})

test('what a server did not take is sent again after a wait as the same message; what it never takes is given up, and operators are told', async () => {
  await room.repositories.notices.add([
    notice('again'),
    notice('again-too', { tapal: 'T2' }),
    notice('never', { address: 'gone@a.invalid' }),
  ])
  const { sent, channel } = scripted([])
  channel.send = async (message) => {
    sent.push(message)
    if (sent.length > 2) return { kind: 'sent' }
    return message.address === 'gone@a.invalid'
      ? { kind: 'never', code: 'smtp-550' }
      : { kind: 'retry', code: 'unreachable' }
  }
  await send(channel)
  await send(channel, later(1))
  expect(sent).toHaveLength(2)
  expect((await stored('again'))?.nextAttemptAt?.getTime()).toBe(NOW.getTime() + 30_000)
  expect(await stored('never')).toMatchObject({ sentAt: null, nextAttemptAt: null, givenUp: 'smtp-550' })
  // Newly come, it is no part of the message that was tried before.
  await room.repositories.notices.add([notice('later', { tapal: 'T3' })])
  await send(channel, later(30_000))
  const first = sent.find(({ address }) => address === 'so@a.invalid')!
  const again = sent.slice(2).find(({ id }) => id === first.id)!
  expect(again.groups[0]).toMatchObject({ count: 2 })
  expect(sent).toHaveLength(4)
  const operators = await room.repositories.notices.newest([], {
    operator: true,
    kinds: ['notice-undeliverable'],
    limit: 5,
  })
  expect(operators).toMatchObject([{ address: 'gone@a.invalid' }])
})

test('an address whose server hangs holds up no other', async () => {
  await room.repositories.notices.add([
    notice('hangs', { address: 'hangs@a.invalid' }),
    ...Array.from({ length: 20 }, (_, n) => notice(`goes-${n}`, { address: `goes-${n}@a.invalid` })),
  ])
  const sent: string[] = []
  let free: () => void = () => undefined
  const hanging = new Promise<void>((resolve) => (free = resolve))
  const channel: OutgoingChannel = {
    name: 'email',
    async send({ address }) {
      if (address.startsWith('hangs')) await hanging
      sent.push(address)
      if (sent.length === 20) free()
      return { kind: 'sent' }
    },
  }
  await send(channel)
  expect([sent.length, sent.at(-1)]).toEqual([21, 'hangs@a.invalid'])
})

test('in the portal no other notice pushes an urgent one out of sight', async () => {
  const operator = { channel: 'portal', seat: null, role: 'operator', address: '' } as const
  await room.repositories.notices.add([
    notice('paused', { ...operator, kind: 'endpoint-paused', endpoint: 'cdit' }),
    ...Array.from({ length: 200 }, (_, n) =>
      notice(`failed-${n}`, { ...operator, kind: 'failed', at: later(1_000 + n)() }),
    ),
    ...Array.from({ length: 200 }, (_, n) =>
      notice(`late-${n}`, { ...operator, kind: 'undelivered', at: later(5_000 + n)() }),
    ),
  ])
  const account = { login: 'op', employee: 'P9', passwordHash: '', language: 'en', active: true } as const
  const acting = { held: [], duties: async () => [], among: async () => new Set() }
  const caller = { kind: 'account', account: { ...account, roles: ['operator'] }, session: {}, acting }
  const list = await listNotices(room, caller as never, {})
  expect(list.map(({ id }) => id)).toContain('paused')
  expect(list).toHaveLength(1 + 20 + 50)
})

test('mail goes to the address of the seat, else to that of who holds it now; to operators at their own; only what is asked for is read', async () => {
  const { seats, employees, charges, accounts } = room.repositories
  await seats.save([buildSeat('A/SO', { email: 'so@a.invalid' }), buildSeat('A/US'), buildSeat('A/VACANT')])
  await employees.save([
    newEmployee({ pen: 'P1', name: 'Holder', phone: '+91 98470 00000', email: 'holder@a.invalid' }),
    newEmployee({ pen: 'P2', name: 'Operator', email: 'op@kcs.invalid' }),
    newEmployee({ pen: 'P3', name: 'Left', email: 'left@kcs.invalid' }),
  ])
  const account = (login: string, employee: string, active: boolean) =>
    accounts.add({ login, employee, passwordHash: '', roles: ['operator'], language: 'en', active })
  await account('op', 'P2', true)
  await account('left', 'P3', false)
  const from = new Date('2026-01-01T00:00:00Z')
  await charges.save([
    newCharge({ id: 'c1', seat: 'A/SO', employee: 'P1', from }),
    newCharge({ id: 'c2', seat: 'A/US', employee: 'P1', from }),
  ])
  const audiences: Audience[] = [
    { seat: 'A/SO' },
    { seat: 'A/US' },
    { seat: 'A/VACANT' },
    { role: 'operator' },
  ]
  const contactsOf = await contactsFor(room, audiences, NOW, ['email'])
  expect(audiences.map((audience) => contactsOf(audience).map(({ email }) => email))).toEqual([
    ['so@a.invalid'],
    ['holder@a.invalid'],
    [''],
    ['op@kcs.invalid'],
  ])
  expect((await contactsFor(room, audiences, NOW, []))({ seat: 'A/SO' })).toEqual([])
})

describe('at a real mail server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kcs-mail-'))
  let server: Awaited<ReturnType<typeof startReferenceAgent>>
  beforeAll(async () => {
    server = await startReferenceAgent({ stateFolder: folder })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  interface ShownMail {
    to: string
    subject: string
    text: string
  }
  const mails = async () => {
    const reply = await fetch(`${server.url}/mails`, { headers: { accept: 'application/json' } })
    return ((await reply.json()) as { mails: ShownMail[] }).mails
  }

  test('the mail counts what it tells, the urgent first, in English and Malayalam, and names no letter', async () => {
    await room.repositories.notices.add([
      notice('a', { tapal: 'T1' }),
      notice('b', { tapal: 'T2' }),
      notice('c', { kind: 'failed', tapal: 'T3' }),
    ])
    await send(createEmailChannel({ url: server.smtpUrl, from: 'KCS <no-reply@kcs.invalid>' }))
    const [mail] = await mails()
    expect([mail?.to, mail?.subject]).toEqual([
      'so@a.invalid',
      'KCS: 3 notices. A letter could not be delivered and waits for the operator.',
    ])
    const text = mail?.text ?? ''
    expect(text.indexOf('tapals/T3')).toBeLessThan(text.indexOf('tapals/T1'))
    expect(text).toContain('2 × A tapal has not been acknowledged in time')
    expect(text).toContain('2 × ഒരു തപാൽ')
    expect(text).toContain('https://kcs.example/notices')
    expect(await stored('a')).toMatchObject({ sentAt: NOW })
  })

  test('an address that is none is given up at once', async () => {
    await room.repositories.notices.add([notice('bad', { address: 'no address' })])
    await send(createEmailChannel({ url: server.smtpUrl, from: 'KCS <no-reply@kcs.invalid>' }))
    expect(await stored('bad')).toMatchObject({ sentAt: null, nextAttemptAt: null })
  })
})
