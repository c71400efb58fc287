// Who is told by which channel, and which notices follow from an event.

import {
  channelsFor,
  goesOut,
  NOTICE_CHANNELS,
  OUTGOING_CHANNELS,
} from '../../../domain/letters/notice/channels'
import { presses, sendAt } from '../../../domain/letters/notice/notice'
import {
  channelRefusedNotice,
  endpointNotices,
  noticesFor,
  undeliverableNotice,
} from '../../../domain/letters/notice/plan'
import type { TapalEvent } from '../../../domain/letters/tapal/event'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { buildTapal } from '../../support/build-tapal'
import { buildDispatch } from '../../support/builders'

const AT = new Date('2026-11-22T05:10:00Z')
const contact = { email: 'seat@office.invalid', phone: '', whatsapp: '', key: '' }
const nobody = () => []

function told(tapal: Tapal, event: Partial<TapalEvent>) {
  const whole = { ...tapal.events[0]!, sequence: 7, at: AT, ...event }
  return noticesFor(tapal, whole, nobody).map(({ kind, seat, role, tapal: one }) => [kind, seat ?? role, one])
}
const tapalOf = (overrides: Partial<Tapal> = {}) => buildTapal(buildDispatch(), AT, overrides)

test('a seat is told in the portal, and by each channel to which its address is known', () => {
  expect(channelsFor({ seat: 'A/SO' }, [contact])).toEqual([
    { channel: 'portal', address: '', key: '' },
    { channel: 'email', address: 'seat@office.invalid', key: '' },
  ])
  expect(channelsFor({ seat: 'A/SO' }, [{ email: '', phone: '', whatsapp: '', key: '' }])).toEqual([
    { channel: 'portal', address: '', key: '' },
  ])
})

test('the telephone is told of what presses alone, by each channel that it may be reached by', () => {
  const whole = { email: '', phone: '+919400000001', whatsapp: '+919400000001', key: '' }
  const by = (isPressing: boolean) =>
    channelsFor({ seat: 'A/SO' }, [whole], isPressing).map(({ channel, address }) => [channel, address])
  expect(by(false)).toEqual([['portal', '']])
  expect(by(true)).toEqual([
    ['portal', ''],
    ['sms', '+919400000001'],
    ['whatsapp', '+919400000001'],
  ])
  expect(channelsFor({ office: 'AG' }, [whole], true)).toEqual([])
})

test('what presses is urgent by itself, has gone up, or is about a letter in a hurry', () => {
  expect(presses('endpoint-paused', 'normal')).toBe(true)
  expect(presses('overdue', 'normal')).toBe(true)
  expect(presses('refused', 'normal')).toBe(false)
  expect(presses('refused', 'urgent')).toBe(true)
})

test('only what is about an immediate letter breaks the quiet hours', () => {
  const atOnce = (urgency: Tapal['urgency']) => {
    const tapal = tapalOf({ urgency })
    const event = { ...tapal.events[0]!, kind: 'escalation', sequence: 7, at: AT } as const
    return noticesFor(tapal, event, nobody).map((notice) => notice.atOnce)
  }
  expect([...new Set(atOnce('immediate'))]).toEqual([true])
  expect([...new Set([...atOnce('urgent'), ...atOnce('normal')])]).toEqual([false])
})

test('what operators are told of an immediate letter is not hidden by what they were told of others in that hour', () => {
  const ids = (urgency: Tapal['urgency']) => {
    const tapal = tapalOf({ urgency, endpoint: 'cdit' })
    const event = { ...tapal.events[0]!, kind: 'notice', cause: 'transmission-overdue', at: AT } as const
    return noticesFor(tapal, event, nobody).flatMap(({ id, role }) => (role === 'operator' ? [id] : []))
  }
  expect(ids('normal')).toEqual(ids('urgent'))
  expect(ids('immediate')).not.toEqual(ids('normal'))
})

test('operators are told of a channel whose server refuses us once a day, in the portal', () => {
  const later = new Date(AT.getTime() + 3_600_000)
  expect(channelRefusedNotice('sms', AT)).toMatchObject({
    channel: 'portal',
    role: 'operator',
    address: 'sms',
  })
  expect(channelRefusedNotice('sms', later).id).toBe(channelRefusedNotice('sms', AT).id)
  expect(channelRefusedNotice('whatsapp', AT).id).not.toBe(channelRefusedNotice('sms', AT).id)
})

test('a role is told once in the portal, and each who has it at the own address', () => {
  const operators = ['P1', 'P2'].map((key) => ({ email: `${key}@kcs.invalid`, phone: '', whatsapp: '', key }))
  expect(channelsFor({ role: 'operator' }, operators)).toEqual([
    { channel: 'portal', address: '', key: '' },
    { channel: 'email', address: 'P1@kcs.invalid', key: 'P1' },
    { channel: 'email', address: 'P2@kcs.invalid', key: 'P2' },
  ])
})

test('an office outside is told by mail alone', () => {
  expect(channelsFor({ office: 'AG' }, [contact]).map(({ channel }) => channel)).toEqual(['email'])
})

test('the portal is read where it is kept; all others go out', () => {
  expect(NOTICE_CHANNELS.filter((channel) => !goesOut(channel))).toEqual(['portal'])
  expect(OUTGOING_CHANNELS).not.toContain('portal')
})

test('the id of a notice names what it is about, audience and channel, so that it is written once', () => {
  const tapal = tapalOf()
  const event = { ...tapal.events[0]!, kind: 'escalation', sequence: 7, at: AT } as const
  const [own, mail] = noticesFor(tapal, event, () => [contact])
  expect([own?.id, mail?.id, mail?.address]).toEqual([
    `${tapal.id}:7:${tapal.seat}:portal`,
    `${tapal.id}:7:${tapal.seat}:email`,
    'seat@office.invalid',
  ])
})

test('the sender of a circular is told of what many addressees have in common once an hour, not once for each', () => {
  const dispatch = buildDispatch()
  const late = Array.from({ length: 1_000 }, (_, n) =>
    buildTapal(dispatch, AT, { office: `O${n}`, seat: `O${n}/SO` }),
  )
  const event = (minute: number) =>
    ({
      ...late[0]!.events[0]!,
      kind: 'escalation',
      escalation: { level: 1, seat: null },
      at: new Date(AT.getTime() + minute * 60_000),
    }) as const
  const ids = (minute: number) =>
    late
      .flatMap((tapal) => noticesFor(tapal, event(minute), nobody))
      .filter(({ seat }) => seat === dispatch.sender.seat)
      .map(({ id, tapal }) => `${id} ${tapal}`)
  expect(new Set([...ids(0), ...ids(40)]).size).toBe(1)
  expect(new Set([...ids(0), ...ids(60)]).size).toBe(2)
})

test('operators are told of a system that holds up thousands of letters once an hour', () => {
  const ids = Array.from({ length: 1_000 }, () => tapalOf({ endpoint: 'cdit' }))
    .flatMap((tapal) =>
      noticesFor(
        tapal,
        { ...tapal.events[0]!, kind: 'notice', cause: 'transmission-overdue', at: AT },
        nobody,
      ),
    )
    .filter(({ role }) => role === 'operator')
    .map(({ id }) => id)
  expect([ids.length, new Set(ids).size]).toEqual([1_000, 1])
})

test('the sender is told of a letter that was sent back, and of one that could not be taken back', () => {
  const tapal = tapalOf()
  const sender = tapal.sender.seat
  expect(
    told(tapal, { kind: 'state', from: 'delivered', to: 'returned', cause: 'returned-by-agent' }),
  ).toEqual([['returned', sender, null]])
  expect(
    told(tapal, { kind: 'attempt', from: 'recalled', to: 'recalled', cause: 'withdrawal-refused' }),
  ).toEqual([['not-taken-back', sender, null]])
})

test('a failed letter is told to its sender and to the operators, who need its tapal', () => {
  const tapal = tapalOf()
  expect(told(tapal, { kind: 'state', from: 'handed-over', to: 'failed', cause: 'attempts-spent' })).toEqual([
    ['failed', tapal.sender.seat, null],
    ['failed', 'operator', tapal.id],
  ])
})

test('a new link goes to the mail address of the office alone', () => {
  const tapal = tapalOf({ mechanism: 'email' })
  const event = { ...tapal.events[0]!, kind: 'notice', cause: 'mail-link-renewed', at: AT } as const
  expect(noticesFor(tapal, event, (to) => ('office' in to ? [contact] : []))).toMatchObject([
    { kind: 'mail-link', channel: 'email', address: contact.email, seat: null, tapal: tapal.id },
  ])
})

test('a reminder goes to the seats that can take the letter, or to the mail address of an office that takes it by mail', () => {
  const reminder = {
    kind: 'notice',
    from: 'delivered',
    to: 'delivered',
    cause: 'reminded-by-sender',
  } as const
  const risen = tapalOf({ escalatedTo: ['A/HEAD'] })
  expect(told(risen, reminder)).toEqual([
    ['reminder', risen.seat, risen.id],
    ['reminder', 'A/HEAD', risen.id],
  ])
  const mailed = tapalOf({ mechanism: 'email' })
  const event = { ...mailed.events[0]!, ...reminder, at: AT }
  expect(noticesFor(mailed, event, (to) => ('office' in to ? [contact] : []))).toMatchObject([
    { kind: 'reminder', channel: 'email', address: contact.email, seat: null, tapal: mailed.id },
  ])
})

test('what can wait goes out with the others of its hour, what is urgent within minutes', () => {
  const minutesUntil = (kind: Parameters<typeof sendAt>[0]['kind']) =>
    (sendAt({ kind, at: AT }).getTime() - AT.getTime()) / 60_000
  expect([minutesUntil('overdue'), minutesUntil('refused')]).toEqual([50, 50])
  expect([minutesUntil('failed'), minutesUntil('endpoint-paused'), minutesUntil('mail-link')]).toEqual([
    0, 0, 0,
  ])
  const later = new Date(AT.getTime() + 1)
  expect(sendAt({ kind: 'failed', at: later }).getTime() - AT.getTime()).toBe(600_000)
  expect(sendAt({ kind: 'endpoint-paused', at: later }).getTime() - AT.getTime()).toBe(60_000)
})

test('operators are told of a paused endpoint once for each pause', () => {
  const since = new Date('2026-11-22T05:00:00Z')
  expect(endpointNotices({ id: 'cdit', state: 'paused', since }, nobody)).toEqual([
    {
      id: `endpoint:cdit:paused:${since.getTime()}`,
      kind: 'endpoint-paused',
      channel: 'portal',
      seat: null,
      role: 'operator',
      address: '',
      tapal: null,
      dispatch: null,
      endpoint: 'cdit',
      level: 0,
      atOnce: false,
      at: since,
    },
  ])
})

test('operators are told of an address that takes no mail', () => {
  expect(undeliverableNotice('M1', { address: 'so@a.invalid', at: AT })).toMatchObject({
    id: 'M1:undeliverable',
    role: 'operator',
    channel: 'portal',
    address: 'so@a.invalid',
  })
})

test('no id of a notice holds an address, for ids stand in logs', () => {
  const operators = [{ email: 'watch@kcs.invalid', phone: '9400000000', whatsapp: '9400000000', key: 'P1' }]
  const paused = { id: 'cdit', state: 'paused', since: AT } as const
  const event = { ...tapalOf().events[0]!, kind: 'escalation', sequence: 7, at: AT } as const
  const all = [
    ...endpointNotices(paused, () => operators),
    ...noticesFor(tapalOf(), event, () => [{ ...contact, phone: '9400000001', whatsapp: '9400000001' }]),
  ]
  expect(all.filter(({ address }) => address !== '').length).toBeGreaterThan(1)
  expect(all.map(({ id }) => id).filter((id) => /@|94000/.test(id))).toEqual([])
})
