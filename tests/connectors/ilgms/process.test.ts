// The reference ILGMS as a process: kill -9 loses nothing there, and KCS doubles nothing because of it.

import { once } from 'node:events'
import { type CollectedLetter } from '../../../connectors/collect'
import { until } from '../../support/until'
import { ownProcess } from '../reference-agents/own-process'
import { get, post } from '../reference-agents/running'
import { endpointAt, newOutgoing, newParcel, PDF, TOKEN } from '../specimen'
import { openWorker } from './worker'

const INSTANCES = [
  { code: 'adimali', prefix: 'ADI', offices: ['CDIT'], settings: { user: TOKEN, password: TOKEN } },
  { code: 'marayoor', prefix: 'MRY', settings: { user: 'other', password: 'other' } },
]

const start = ownProcess('ilgms', () => INSTANCES)

test('a letter whose answer was lost when ILGMS was killed is found by its key after the restart, and lies there once', async () => {
  const first = await start()
  const { connector, calls } = openWorker(first.url)
  const endpoint = endpointAt('ilgms', first.url)
  const parcel = newParcel()
  await post(`${first.url}/knobs`, {
    faults: [{ on: 'POST /adimali/inwards', mode: 'hang', afterEffect: true }],
  })
  const handedOver = connector.deliver(endpoint, [parcel])
  const lies = async () => (await get<{ inwards: unknown[] }>(`${first.url}/desk/inwards`)).inwards.length > 0
  await until(lies, { what: 'a letter that lies there, and of which nothing was said' })
  await first.agent.kill()
  expect((await handedOver)[0]!.outcome).toMatchObject({ kind: 'retry-later', inDoubt: true })

  const second = await start(first.port)
  calls.length = 0
  const status = await connector.status!(endpoint, parcel)
  expect(status).toMatchObject({ kind: 'delivered', reference: 'ADI-S1', diary: {} })
  // Its sessions ended with it, so the question was asked once more after a login.
  expect(calls).toEqual(['GET /inwards', 'POST /session', 'GET /inwards'])
  const [again] = await connector.deliver(endpoint, [{ ...parcel, attempt: 2 }])
  expect(again!.outcome).toMatchObject({ kind: 'duplicate', reference: 'ADI-S1' })
  const { inwards } = await get<{ inwards: unknown[] }>(`${second.url}/desk/inwards`)
  expect(inwards).toMatchObject([{ letterKey: parcel.deliveryKey, subject: parcel.letter.subject }])
})

test('files, their seats, events, letters out and what KCS said of them survive kill -9', async () => {
  const first = await start()
  const endpoint = endpointAt('ilgms', first.url)
  const parcel = newParcel()
  const before = openWorker(first.url).connector
  await before.deliver(endpoint, [parcel])
  const acts = `${first.url}/desk/inwards/${parcel.deliveryKey}/acts`
  await post(acts, { event: 'MOVED', toSeat: 'സെക്രട്ടറി' })
  await post(acts, { event: 'PUT_IN_FILE', fileNo: 'A1/9' })
  for (const id of ['kept', 'taken', 'refused']) await post(`${first.url}/desk/letters`, newOutgoing({ id }))
  await before.settle!(endpoint, [
    { of: 'letter', key: 'taken', kind: 'taken', dispatch: '01KD' },
    { of: 'letter', key: 'refused', kind: 'refused', errors: [{ pointer: '/to', detail: 'is closed' }] },
  ])
  const page = await before.collect!(endpoint, null)
  await first.agent.kill()

  const { url } = await start(first.port)
  const after = openWorker(url).connector
  expect(JSON.stringify(await after.collect!(endpoint, null))).toBe(JSON.stringify(page))
  expect(await get(`${url}/desk/inwards`)).toMatchObject({
    inwards: [{ seat: 'സെക്രട്ടറി', file: 'A1/9', state: 'IN_FILE' }],
  })
  expect(await get(`${url}/desk/outbox`)).toMatchObject({
    items: [
      { id: 'kept', state: 'waiting' },
      { id: 'taken', state: 'taken', answer: '01KD' },
      { id: 'refused', state: 'rejected', answer: '/to is closed' },
    ],
  })
  if (!('letters' in page)) throw new Error(JSON.stringify(page))
  const kept = page.letters.find(({ key }) => key === 'kept') as CollectedLetter
  const opened = await kept.documents[0]!.open()
  if ('fault' in opened) throw new Error(JSON.stringify(opened))
  expect(Buffer.concat((await opened.stream.toArray()) as Buffer[])).toEqual(PDF)
})

test('its instances are apart: another panchayat knows neither the session nor the letters', async () => {
  const { agent, url } = await start()
  const { connector } = openWorker(url)
  const parcel = newParcel()
  await connector.deliver(endpointAt('ilgms', url), [parcel])
  const other = agent.addresses.marayoor!
  expect(await connector.capabilities(endpointAt('ilgms', other))).toMatchObject({ fault: { kind: 'auth' } })
  const settings = { user: 'other', password: 'other' }
  const theirs = endpointAt('ilgms', other, { settings })
  expect(await connector.status!(theirs, parcel)).toEqual({ kind: 'unseen' })
})

test('the page shows what arrived as text, and the process ends with its parent', async () => {
  const { agent, url } = await start()
  await openWorker(url).connector.deliver(endpointAt('ilgms', url), [newParcel()])
  await post(`${url}/desk/letters`, newOutgoing({ id: 'shown' }))
  const page = await fetch(`${url}/`)
  expect(page.headers.get('content-type')).toContain('text/html')
  const text = await page.text()
  for (const words of ['ADI-S1', 'ഏകീകൃത വിനിമയ സേവനം', '&lt;specimen&gt;', 'shown', 'Service delivery time'])
    expect(text).toContain(words)
  expect(text).not.toContain('<specimen>')
  agent.child.disconnect()
  const [code] = (await once(agent.child, 'exit')) as [number]
  expect(code).toBe(0)
})
