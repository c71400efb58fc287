// Who is told by which channel, and which notices follow from an event.

import {
  channelsFor,
  goesOut,
  NOTICE_CHANNELS,
  OUTGOING_CHANNELS,
} from '../../../domain/letters/notice/channels'
import { endpointNotices, noticesFor } from '../../../domain/letters/notice/plan'
import { buildTapal } from '../../support/build-tapal'
import { buildDispatch } from '../../support/builders'

const contact = { email: 'seat@office.invalid', phone: '' }

test('a seat is told in the portal, and by each channel to which its address is known', () => {
  expect(channelsFor({ seat: 'A/SO' }, contact)).toEqual([
    { channel: 'portal', address: '' },
    { channel: 'email', address: 'seat@office.invalid' },
  ])
  expect(channelsFor({ seat: 'A/SO' }, { email: '', phone: '' })).toEqual([
    { channel: 'portal', address: '' },
  ])
})

test('a role is told in the portal alone, whatever address is known', () => {
  expect(channelsFor({ role: 'operator' }, contact)).toEqual([{ channel: 'portal', address: '' }])
})

test('the portal is read where it is kept; all others go out', () => {
  expect(NOTICE_CHANNELS.filter((channel) => !goesOut(channel))).toEqual(['portal'])
  expect(OUTGOING_CHANNELS).not.toContain('portal')
})

test('the id of a notice names event, audience and channel, so that it is written once', () => {
  const tapal = buildTapal(buildDispatch(), new Date('2026-11-22T05:00:00Z'), {})
  const event = { ...tapal.events[0]!, kind: 'state', sequence: 7, from: 'delivered', to: 'refused' } as const
  expect(noticesFor(tapal, event, () => contact).map(({ id, kind, address }) => [id, kind, address])).toEqual(
    [
      [`${tapal.id}:7:${tapal.sender.seat}:portal`, 'refused', ''],
      [`${tapal.id}:7:${tapal.sender.seat}:email`, 'refused', 'seat@office.invalid'],
    ],
  )
})

test('operators are told of a paused endpoint once for each pause', () => {
  const since = new Date('2026-11-22T05:00:00Z')
  expect(endpointNotices({ id: 'cdit', state: 'paused', since })).toEqual([
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
      at: since,
    },
  ])
})
