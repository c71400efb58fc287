// The webhooks of K-SMART: each action in our words, instants that cannot be, and a time that was altered.

import type { CallbackRequest } from '../../../connectors/connector'
import { createKsmartConnector } from '../../../connectors/ksmart'
import { documents, endpointAt, newParcel, SECRET } from '../specimen'
import { webhookSpecimen } from './webhook-specimen'

const now = new Date('2026-11-22T06:00:00Z')
const at = '2026-11-22T11:29:00+05:30'
const { deliveryKey } = newParcel()
const specimen = webhookSpecimen(deliveryKey, at)
const http = () => Promise.reject(new Error('no call goes out'))
const connector = createKsmartConnector({ http, documents, now: () => now })
const endpoint = endpointAt('ksmart', '')

function requestOf(value: unknown, { time = now } = {}): CallbackRequest {
  const body = Buffer.from(JSON.stringify(value))
  return { headers: specimen.headers(SECRET, time, body), body, receivedAt: now }
}

test('each action of an event is read in our words', async () => {
  const base = { externalId: deliveryKey, eventTime: Date.parse(at) }
  const Events = [
    { ...base, eventId: '1', action: 'OPEN' },
    { ...base, eventId: '2', action: 'FORWARD', fromSeat: 'കൗണ്ടർ 2', toSeat: 'A2', fileNo: 'F/7/2026' },
    { ...base, eventId: '3', action: 'FORWARD', toSeat: 'Secretary' },
    { ...base, eventId: '4', action: 'ATTACH', seat: 'A2', parentFileNo: 'F/1/2020' },
    { ...base, eventId: '5', action: 'DISPOSE' },
    {
      ...{ ...base, eventId: '6', action: 'REJECT', reasonCode: 'LOCAL_BODY_MISMATCH' },
      ...{ remarks: 'വാർഡ് ഇവിടെയല്ല', rightLocalBodyCode: 'GP-9' },
    },
    { ...base, eventId: '7', action: 'REJECT', reasonCode: 'constructor', remarks: 'no code of ours' },
    { ...base, eventId: '8', action: 'SEND_BACK', remarks: 'page 2 is missing' },
  ]
  const read = await connector.parseCallback!(endpoint, requestOf({ Events }))
  expect(read.map((report) => ({ ...report, at: undefined, deliveryKey: undefined }))).toEqual([
    { key: '1', kind: 'opened' },
    { key: '2', kind: 'movement', desk: { from: 'കൗണ്ടർ 2', to: 'A2', file: 'F/7/2026' } },
    { key: '3', kind: 'movement', desk: { to: 'Secretary' } },
    { key: '4', kind: 'filed', desk: { to: 'A2', file: 'F/1/2020' } },
    { key: '5', kind: 'closed' },
    {
      ...{ key: '6', kind: 'refused', code: 'not-for-this-office' },
      ...{ reason: 'വാർഡ് ഇവിടെയല്ല', rightOffice: 'GP-9' },
    },
    { key: '7', kind: 'refused', code: 'other', reason: 'no code of ours' },
    { key: '8', kind: 'returned', reason: 'page 2 is missing' },
  ])
})

test.each([
  ['in seconds', 1_795_327_140],
  ['that was never set', 0],
  ['in parts', Date.parse(at) + 0.5],
  ['of nines', 99_999_999_999_999],
  ['beyond all days', 1e300],
])('an instant %s is named, and the other events are read', async (_how, eventTime) => {
  const [good] = specimen.good.Events
  const call = requestOf({ Events: [{ ...good, eventTime }, good] })
  expect(await connector.parseCallback!(endpoint, call)).toMatchObject([
    {
      kind: 'unread',
      errors: [
        {
          pointer: '/Events/0/eventTime',
          detail: 'must be an instant in milliseconds since 1970, from the year 2000 on',
        },
      ],
    },
    { kind: 'acknowledged' },
  ])
})

test('a time that was altered beside its signature is refused', async () => {
  const call = requestOf(specimen.good, { time: new Date(now.getTime() - 600_000) })
  const seconds = String(Math.floor(now.getTime() / 1000))
  const signature = call.headers['x-ksmart-signature']!.replace(/^t=\d+/, `t=${seconds}`)
  const altered = { ...call, headers: { 'x-ksmart-signature': signature } }
  await expect(connector.parseCallback!(endpoint, altered)).rejects.toMatchObject({
    code: 'signature-invalid',
  })
})
