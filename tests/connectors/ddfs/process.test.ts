// The reference DDFS as a process: kill -9 loses nothing there, and KCS doubles nothing because of it.

import { once } from 'node:events'
import { type CollectedLetter } from '../../../connectors/collect'
import { until } from '../../support/until'
import { ownProcess } from '../reference-agents/own-process'
import { get, post } from '../reference-agents/running'
import { endpointAt, newOutgoing, newParcel, PDF, TOKEN } from '../specimen'
import { actOn, BENCH, jobsUnder, openWorker, setBench } from './worker'

const INSTANCES = [
  { code: 'dte', prefix: 'DTE', offices: ['CDIT'], token: TOKEN },
  { code: 'colleges', prefix: 'COL', token: 'another', bench: { processMs: null } },
]

const start = ownProcess('ddfs', () => INSTANCES)

test('a letter whose answer was lost when DDFS was killed is found after the restart, and lies there once', async () => {
  const first = await start()
  const { connector, calls } = openWorker(first.url)
  const endpoint = endpointAt('ddfs', first.url)
  const parcel = newParcel()
  await post(`${first.url}/knobs`, {
    faults: [{ on: 'POST /dte/letters', mode: 'hang', afterEffect: true }],
  })
  const handedOver = connector.deliver(endpoint, [parcel])
  await until(async () => (await jobsUnder(first.url, parcel.deliveryKey)).length > 0, {
    what: 'a letter that lies there, and of which nothing was said',
  })
  await first.agent.kill()
  expect((await handedOver)[0]!.outcome).toMatchObject({ kind: 'retry-later', inDoubt: true })

  await start(first.port)
  calls.length = 0
  const [again] = await connector.deliver(endpoint, [{ ...parcel, attempt: 2 }])
  expect(again!.outcome).toMatchObject({ kind: 'duplicate', reference: 'DTE-J1' })
  expect(calls).toEqual(['GET /letters'])
  expect(await jobsUnder(first.url, parcel.deliveryKey)).toMatchObject([
    { subject: parcel.letter.subject, state: 'FILED' },
  ])
})

test('a document that came before DDFS was killed, and its letter that came after, belong together', async () => {
  const first = await start()
  const { connector } = openWorker(first.url)
  const endpoint = endpointAt('ddfs', first.url)
  const parcel = newParcel()
  await post(`${first.url}/knobs`, { faults: [{ on: 'POST /dte/letters', mode: 'cut' }] })
  const [before] = await connector.deliver(endpoint, [parcel])
  expect(before!.outcome).toMatchObject({ kind: 'retry-later', inDoubt: true })
  await first.agent.kill()
  const { url } = await start(first.port)
  expect(await connector.status!(endpoint, parcel)).toEqual({ kind: 'unseen' })
  const [after] = await connector.deliver(endpoint, [{ ...parcel, attempt: 2 }])
  expect(after!.outcome).toMatchObject({ kind: 'handed-over' })
  expect(await jobsUnder(url, parcel.deliveryKey)).toHaveLength(1)
})

test('a job that waited is worked off after the restart', async () => {
  const first = await start()
  await setBench(first.url, { processMs: null })
  const { connector } = openWorker(first.url)
  const endpoint = endpointAt('ddfs', first.url)
  const parcel = newParcel()
  await connector.deliver(endpoint, [parcel])
  expect(await connector.status!(endpoint, parcel)).toMatchObject({
    kind: 'handed-over',
    reference: 'DTE-J1',
  })
  await first.agent.kill()
  await start(first.port)
  expect(await connector.status!(endpoint, parcel)).toMatchObject({
    ...{ kind: 'delivered', reference: 'DTE-J1', diary: {} },
  })
})

test('letters, their desks, acts, letters out and what KCS said of them survive kill -9', async () => {
  const first = await start()
  const endpoint = endpointAt('ddfs', first.url)
  const parcel = newParcel()
  const before = openWorker(first.url).connector
  await before.deliver(endpoint, [parcel])
  await actOn(first.url, parcel.deliveryKey, { act: 'MOVED', toDesk: 'സൂപ്രണ്ട്' })
  await actOn(first.url, parcel.deliveryKey, { act: 'PUT_IN_FILE', fileNo: 'A1/9' })
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
  expect(await jobsUnder(url, parcel.deliveryKey)).toMatchObject([
    { desk: 'സൂപ്രണ്ട്', fileNo: 'A1/9', state: 'IN_FILE' },
  ])
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

test('its instances are apart, each with its token, its letters and its way of working jobs off', async () => {
  const { agent, url } = await start()
  const { connector } = openWorker(url)
  const parcel = newParcel()
  await connector.deliver(endpointAt('ddfs', url), [parcel])
  const other = agent.addresses['colleges']!
  expect(await connector.capabilities(endpointAt('ddfs', other))).toMatchObject({ fault: { kind: 'auth' } })
  const theirs = endpointAt('ddfs', other, { settings: { token: 'another' } })
  expect(await connector.status!(theirs, parcel)).toEqual({ kind: 'unseen' })
  await connector.deliver(theirs, [parcel])
  expect(await connector.status!(theirs, parcel)).toMatchObject({ kind: 'handed-over', reference: 'COL-J1' })
  await setBench(other, BENCH)
  expect(await connector.status!(theirs, parcel)).toMatchObject({ kind: 'delivered' })
})

test('the page shows what arrived as text, and the process ends with its parent', async () => {
  const { agent, url } = await start()
  await openWorker(url).connector.deliver(endpointAt('ddfs', url), [newParcel()])
  await post(`${url}/desk/letters`, newOutgoing({ id: 'shown' }))
  const page = await fetch(`${url}/`)
  expect(page.headers.get('content-type')).toContain('text/html')
  const text = await page.text()
  for (const words of ['DTE-J1', 'ഏകീകൃത വിനിമയ സേവനം', '&lt;specimen&gt;', 'shown'])
    expect(text).toContain(words)
  expect(text).not.toContain('<specimen>')
  agent.child.disconnect()
  const [code] = (await once(agent.child, 'exit')) as [number]
  expect(code).toBe(0)
})
