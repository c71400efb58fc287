// Notices to telephones: at most once, not at night, and not while a server takes nothing.

import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import { quietHoursOf } from '../../../domain/common/clock/quiet-hours'
import type { Notice } from '../../../domain/letters/notice/notice'
import { addressesOf } from '../../../domain/letters/notice/channels'
import type { Message, OutgoingChannel, SendResult } from '../../../notices/channel'
import { newId } from '../../../process/new-id'
import { createSecrets } from '../../../secrets'
import { contactsFor } from '../../../services/letters/notice/contacts'
import { takeFailed } from '../../../services/letters/notice/take-failed'
import { newPause } from '../../../services/operations/duty/pause'
import { sendNotices } from '../../../services/operations/duty/send-notices'
import { openRoom, type Room } from '../../database/room'
import { buildSeat } from '../../support/builders'

let room: Room
beforeAll(async () => {
  room = await openRoom()
  await room.repositories.seats.save([buildSeat('IPRD-WNM/HEAD'), buildSeat('CDIT/SO')])
})
afterAll(() => room.close())
beforeEach(async () => void (await room.database.collection('notices').deleteMany({})))

const DAY = new Date('2026-11-22T07:00:00Z')
const NIGHT = new Date('2026-11-22T18:00:00Z')
const MORNING = new Date('2026-11-23T01:30:00Z')
const after = (at: Date, ms: number) => new Date(at.getTime() + ms)
const secrets = createSecrets('ab'.repeat(32))

function scripted(results: SendResult[], name: OutgoingChannel['name'] = 'sms') {
  const sent: Message[] = []
  const channel: OutgoingChannel = {
    name,
    async send(message) {
      sent.push(message)
      return results.shift() ?? { kind: 'sent', reference: `ref-${sent.length}` }
    },
  }
  return { sent, channel }
}

const send = (
  channel: OutgoingChannel,
  at: Date,
  pause = newPause(),
  log: object[] = [],
  repositories: Room['repositories'] = room.repositories,
) =>
  sendNotices(
    {
      ...{
        repositories,
        publicUrl: 'https://kcs.example',
        random: () => 0.5,
        secrets,
        newId,
      },
      quietHours: quietHoursOf('21:00-07:00'),
      log: { info: () => undefined, warn: (fields) => void log.push(fields) },
    },
    channel,
    () => at,
    pause,
  )

const notice = (id: string, change: Partial<Notice> = {}): Notice => ({
  ...{ id, kind: 'overdue', channel: 'sms', seat: 'IPRD-WNM/HEAD', role: null, address: '+919847012345' },
  ...{ tapal: 'T1', dispatch: 'D1', endpoint: null, level: 1, atOnce: false, at: DAY },
  ...change,
})
const stored = (id: string) =>
  room.database
    .collection<{
      _id: string
      sentAt: Date | null
      nextAttemptAt: Date | null
      givenUp: string | null
      bounced: string | null
      attempts: number
    }>('notices')
    .findOne({ _id: id })
const toOperators = (kind: Notice['kind']) =>
  room.repositories.notices.newest([], { operator: true, kinds: [kind], limit: 5 })

test('a message names the offices of the seats that it tells', async () => {
  await room.repositories.notices.add([
    notice('a'),
    notice('b', { tapal: 'T2' }),
    notice('c', { seat: 'CDIT/SO', tapal: 'T3' }),
  ])
  const { sent, channel } = scripted([])
  await send(channel, DAY)
  expect(sent.map(({ offices }) => [...offices].sort())).toEqual([['CDIT', 'IPRD-WNM']])
})

test('a mail, which names no offices, reads no seats', async () => {
  await room.repositories.notices.add([notice('mail', { channel: 'email', address: 'so@a.invalid' })])
  const { sent, channel } = scripted([], 'email')
  const byIds = () => Promise.reject(new Error('seats were read'))
  const repositories = { ...room.repositories, seats: { ...room.repositories.seats, byIds } }
  await send(channel, DAY, newPause(), [], repositories)
  expect(sent).toMatchObject([{ address: 'so@a.invalid', offices: [] }])
})

test('in quiet hours only what is about an immediate letter goes out; the rest goes together at their end', async () => {
  await room.repositories.notices.add([
    notice('waits', { at: NIGHT }),
    notice('waits-too', { at: NIGHT, kind: 'failed', tapal: 'T2' }),
    notice('at-once', { at: NIGHT, tapal: 'T3', atOnce: true }),
    notice('mail', { at: NIGHT, channel: 'email', address: 'so@a.invalid' }),
  ])
  const sms = scripted([])
  await send(sms.channel, NIGHT)
  await send(sms.channel, after(NIGHT, 3_600_000))
  expect(sms.sent.map(({ groups }) => groups)).toMatchObject([
    [{ kind: 'overdue', count: 1, links: ['https://kcs.example/tapals/T3'] }],
  ])
  expect((await stored('waits'))?.nextAttemptAt).toEqual(MORNING)
  await send(sms.channel, after(MORNING, -1))
  expect(sms.sent).toHaveLength(1)
  await send(sms.channel, MORNING)
  expect(sms.sent[1]?.groups.map(({ kind, count }) => [kind, count])).toEqual([
    ['failed', 1],
    ['overdue', 1],
  ])
  // Portal and mail are not held back.
  const mail = scripted([], 'email')
  await send(mail.channel, NIGHT)
  expect(mail.sent).toHaveLength(1)
})

test('what a server did not take by day is not tried again at night', async () => {
  const evening = after(NIGHT, -2.5 * 3_600_000 - 10_000)
  await room.repositories.notices.add([notice('late', { at: DAY })])
  const { sent, channel } = scripted([{ kind: 'retry', code: 'smpp-08' }])
  await send(channel, evening)
  await send(channel, NIGHT)
  expect(sent).toHaveLength(1)
  await send(channel, MORNING)
  expect(sent.map(({ id }) => id)).toEqual([sent[0]!.id, sent[0]!.id])
})

test('a message that was being sent when its worker died is not sent again; by mail it is, for there it has the same name', async () => {
  await room.repositories.notices.add([
    notice('half'),
    notice('half-mail', { channel: 'email', address: 'so@a.invalid' }),
  ])
  const options = { now: DAY, until: after(DAY, 120_000), limit: 50 }
  await room.repositories.notices.take('sms', { ...options, message: 'M1' })
  await room.repositories.notices.take('email', { ...options, message: 'M2' })
  const [sms, mail] = [scripted([]), scripted([], 'email')]
  await send(sms.channel, after(DAY, 119_000))
  await send(sms.channel, after(DAY, 121_000))
  await send(mail.channel, after(DAY, 121_000))
  expect([sms.sent.length, mail.sent.map(({ id }) => id)]).toEqual([0, ['M2']])
  expect(await stored('half')).toMatchObject({ sentAt: null, nextAttemptAt: null, givenUp: 'in-doubt' })
  expect(await toOperators('notice-undeliverable')).toEqual([])
})

test('where nobody knows whether a server has it, a message is left; one that was surely not taken is sent again', async () => {
  await room.repositories.notices.add([
    notice('unknown'),
    notice('again', { address: '+919847099999', tapal: 'T2' }),
  ])
  const { sent, channel } = scripted([])
  channel.send = async (message) => {
    sent.push(message)
    if (message.address === '+919847012345') return { kind: 'unknown', code: 'timeout' }
    return sent.length > 2 ? { kind: 'sent' } : { kind: 'retry', code: 'smpp-08' }
  }
  await send(channel, DAY)
  await send(channel, after(DAY, 600_000))
  expect(sent.map(({ address }) => address).sort()).toEqual([
    '+919847012345',
    '+919847099999',
    '+919847099999',
  ])
  expect(await stored('unknown')).toMatchObject({ sentAt: null, nextAttemptAt: null, givenUp: 'timeout' })
  expect((await stored('again'))?.sentAt).toEqual(after(DAY, 600_000))
})

test('a server that takes nothing at the moment rests, longer each time and as long as it says, and costs no message a try', async () => {
  await room.repositories.notices.add(
    Array.from({ length: 30 }, (_, n) => notice(`n-${n}`, { address: `+91984701${1000 + n}` })),
  )
  const { sent, channel } = scripted([])
  let isBusy = true
  let afterMs = 0
  channel.send = async (message) => {
    sent.push(message)
    return isBusy ? { kind: 'busy', code: 'smpp-58', afterMs } : { kind: 'sent' }
  }
  const pause = newPause()
  await send(channel, DAY, pause)
  // No more than were under way at once.
  expect(sent.length).toBeLessThanOrEqual(8)
  const firstRest = pause.until!.getTime() - DAY.getTime()
  await send(channel, after(DAY, firstRest - 1), pause)
  const tried = sent.length
  expect(tried).toBeLessThanOrEqual(8)
  afterMs = 90_000
  await send(channel, after(DAY, firstRest), pause)
  expect(sent.length).toBeGreaterThan(tried)
  const secondRest = pause.until!.getTime() - DAY.getTime() - firstRest
  expect(secondRest).toBeGreaterThanOrEqual(90_000)
  isBusy = false
  await send(channel, pause.until!, pause)
  const counts = await room.database.collection('notices').find({}).toArray()
  expect(counts.map(({ sentAt, attempts }) => [sentAt !== null, attempts])).toEqual(
    Array.from({ length: 30 }, () => [true, 1]),
  )
})

test('a server that refuses us is told to the operators once, and what waits goes out when that is set right', async () => {
  await room.repositories.notices.add([notice('waits')])
  const refused: SendResult = { kind: 'refused', code: 'smpp-0e' }
  const { sent, channel } = scripted(Array.from({ length: 20 }, () => refused))
  const pause = newPause()
  const log: object[] = []
  let at = DAY
  for (let tries = 0; tries < 20; tries += 1) {
    await send(channel, at, pause, log)
    at = pause.until!
  }
  expect(sent).toHaveLength(20)
  expect(log[0]).toEqual({ channel: 'sms', code: 'smpp-0e' })
  const told = await toOperators('channel-refused')
  expect(told.map(({ address }) => address)).toEqual(['sms'])
  expect(await toOperators('notice-undeliverable')).toEqual([])
  expect((await stored('waits'))?.nextAttemptAt).toEqual(at)
  await send(channel, at, pause)
  expect((await stored('waits'))?.sentAt).toEqual(at)
})

test('a report that a message failed marks it and tells the operators its number, once; of one that is not known nothing is noted', async () => {
  await room.repositories.notices.add([notice('gone')])
  await send(scripted([]).channel, DAY)
  const take = (reference: string) =>
    takeFailed(room, 'sms', { reference, code: 'smpp-undeliv' }, after(DAY, 5_000))
  expect(await take('ref-1')).toBe(true)
  expect(await take('ref-1')).toBe(true)
  expect([await take('ref-9'), await take('')]).toEqual([false, false])
  expect(await stored('gone')).toMatchObject({ bounced: 'smpp-undeliv' })
  expect((await toOperators('notice-undeliverable')).map(({ address }) => address)).toEqual(['+919847012345'])
})

test('a seat is told on the telephone of who holds it, as that person has chosen, by the channels that are set up', async () => {
  const { employees, charges } = room.repositories
  await employees.save([
    newEmployee({
      pen: 'P1',
      name: 'A',
      phone: '98470 12345',
      whatsappTo: '+919847012345',
      whatsappSince: DAY,
    }),
    newEmployee({ pen: 'P2', name: 'B', phone: '+919400000001', bySms: false }),
  ])
  const from = new Date('2026-01-01T00:00:00Z')
  await charges.save([
    newCharge({ id: 'c1', seat: 'IPRD-WNM/HEAD', employee: 'P1', from }),
    newCharge({ id: 'c2', seat: 'CDIT/SO', employee: 'P2', from }),
  ])
  const audiences = [{ seat: 'IPRD-WNM/HEAD' }, { seat: 'CDIT/SO' }]
  const told = async (channels: Parameters<typeof addressesOf>[0]) => {
    const contactsOf = await contactsFor(room, audiences, DAY, addressesOf(channels))
    return audiences.map((audience) => contactsOf(audience).map(({ phone, whatsapp }) => [phone, whatsapp]))
  }
  expect(await told(['email', 'sms', 'whatsapp'])).toEqual([[['+919847012345', '+919847012345']], [['', '']]])
  expect(await told(['email', 'sms'])).toEqual([[['+919847012345', '']], [['', '']]])
  expect(await told(['email'])).toEqual([[['', '']], [['', '']]])
})
