// Notices go out by their own channel, once, and again later where a server did not take them.

import type { Notice } from '../../../domain/letters/notice/notice'
import type { OutgoingChannel, SendResult } from '../../../notices/channel'
import { contactsOf } from '../../../services/letters/notice/contacts'
import { sendNotice } from '../../../services/operations/duty/send-notices'
import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import { openRoom, type Room } from '../../database/room'
import { buildSeat } from '../../support/builders'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const NOW = new Date('2026-11-22T07:00:00Z')
const later = (ms: number) => () => new Date(NOW.getTime() + ms)

function scripted(results: SendResult[], name: OutgoingChannel['name'] = 'email') {
  const sent: { notice: Notice; link: string }[] = []
  const channel: OutgoingChannel = {
    name,
    async send(notice, link) {
      sent.push({ notice, link })
      return results.shift() ?? { kind: 'sent' }
    },
  }
  return { sent, channel }
}
const send = (channel: OutgoingChannel, now = () => NOW) =>
  sendNotice(
    { repositories: room.repositories, publicUrl: 'https://kcs.example', random: () => 0.5 },
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
  at: NOW,
  ...change,
})
const stored = (id: string) =>
  room.database
    .collection<{ _id: string; sentAt: Date | null; nextAttemptAt: Date | null }>('notices')
    .findOne({ _id: id })

test('a notice is sent once, with the link to its tapal', async () => {
  await room.repositories.notices.add([notice('once')])
  const { sent, channel } = scripted([])
  expect([await send(channel), await send(channel)]).toEqual([true, false])
  expect(sent.map(({ notice: { id }, link }) => [id, link])).toEqual([
    ['once', 'https://kcs.example/tapals/T1'],
  ])
  expect(await stored('once')).toMatchObject({ sentAt: NOW, nextAttemptAt: null })
})

test('a channel takes the notices of its own, never those of another', async () => {
  await room.repositories.notices.add([notice('mail')])
  const other = scripted([], 'portal')
  expect([await send(other.channel), other.sent]).toEqual([false, []])
  expect(await send(scripted([]).channel)).toBe(true)
})

test('what a server did not take is sent again after a wait; what it never takes is given up', async () => {
  await room.repositories.notices.add([notice('again'), notice('never', { at: later(1)() })])
  const { channel } = scripted([
    { kind: 'retry', code: 'unreachable' },
    { kind: 'never', code: 'smtp-550' },
  ])
  expect([
    await send(channel, later(2)),
    await send(channel, later(2)),
    await send(channel, later(2)),
  ]).toEqual([true, true, false])
  expect((await stored('again'))?.nextAttemptAt?.getTime()).toBe(NOW.getTime() + 30_002)
  expect(await stored('never')).toMatchObject({ sentAt: null, nextAttemptAt: null })
  expect(await send(channel, later(30_002))).toBe(true)
})

test('mail goes to the seat, a message to the telephone of who holds it now; only what is asked for is read', async () => {
  const { seats, employees, charges } = room.repositories
  await seats.save([buildSeat('A/SO', { email: 'so@a.invalid' }), buildSeat('A/VACANT')])
  await employees.save([newEmployee({ pen: 'P1', name: 'Holder', phone: '+91 98470 00000' })])
  await charges.save([
    newCharge({ id: 'c1', seat: 'A/SO', employee: 'P1', from: new Date('2026-01-01T00:00:00Z') }),
  ])
  const both = await contactsOf(room, ['A/SO', 'A/VACANT'], NOW, ['email', 'phone'])
  expect([...both]).toEqual([
    ['A/SO', { email: 'so@a.invalid', phone: '+91 98470 00000' }],
    ['A/VACANT', { email: '', phone: '' }],
  ])
  expect((await contactsOf(room, ['A/SO'], NOW, ['email'])).get('A/SO')).toEqual({
    email: 'so@a.invalid',
    phone: '',
  })
})
