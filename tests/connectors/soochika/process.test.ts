// The reference Soochika as a process: kill -9 loses nothing there, and KCS doubles nothing because of it.

import { once } from 'node:events'
import { until } from '../../support/until'
import { ownProcess } from '../reference-agents/own-process'
import { get, post } from '../reference-agents/running'
import { endpointAt, newOutgoing, newParcel, TOKEN } from '../specimen'
import { actOn, inwardsUnder, openWorker } from './worker'

const INSTANCES = [{ code: 'gp', prefix: 'GP', offices: ['CDIT'], user: TOKEN, password: TOKEN }]

const start = ownProcess('soochika', () => INSTANCES)

test('a letter whose answer was lost when Soochika was killed is found after the restart, and lies there once', async () => {
  const first = await start()
  const { connector } = openWorker()
  const endpoint = endpointAt('soochika', first.url)
  const parcel = newParcel()
  await post(`${first.url}/knobs`, { faults: [{ on: 'POST /gp/inward', mode: 'hang', afterEffect: true }] })
  const handedOver = connector.deliver(endpoint, [parcel])
  await until(async () => (await inwardsUnder(first.url, parcel.deliveryKey)).length > 0, {
    what: 'a letter that lies there, and of which nothing was said',
  })
  await first.agent.kill()
  expect((await handedOver)[0]!.outcome).toMatchObject({ kind: 'retry-later', inDoubt: true })

  await start(first.port)
  const found = await connector.status!(endpoint, parcel)
  expect(found).toMatchObject({ kind: 'delivered', reference: 'GP-1', diary: {} })
  const [again] = await connector.deliver(endpoint, [{ ...parcel, attempt: 2 }])
  expect(again!.outcome).toMatchObject({ kind: 'duplicate', reference: 'GP-1' })
  expect(await inwardsUnder(first.url, parcel.deliveryKey)).toMatchObject([
    { subject: parcel.letter.subject, state: 'Registered', purpose: 'Action' },
  ])
})

test('inwards, numbers, reports, letters out and what KCS said of them survive kill -9, and it ends with its parent', async () => {
  const first = await start()
  const { connector } = openWorker()
  const endpoint = endpointAt('soochika', first.url)
  const parcel = newParcel()
  await connector.deliver(endpoint, [parcel])
  await actOn(first.url, parcel.deliveryKey, { act: 'Acknowledged' })
  await actOn(first.url, parcel.deliveryKey, { act: 'Moved', toSeat: 'സൂപ്രണ്ട്' })
  for (const id of ['kept', 'taken']) await post(`${first.url}/desk/letters`, newOutgoing({ id }))
  await connector.settle!(endpoint, [{ of: 'letter', key: 'taken', kind: 'taken', dispatch: '01KD' }])
  const page = await connector.collect!(endpoint, null)
  expect(page).toMatchObject({
    letters: [{ key: 'kept' }],
    reports: [{ kind: 'acknowledged' }, { kind: 'movement' }],
  })
  await first.agent.kill()

  const { agent, url } = await start(first.port)
  expect(JSON.stringify(await connector.collect!(endpoint, null))).toBe(JSON.stringify(page))
  expect(await inwardsUnder(url, parcel.deliveryKey)).toMatchObject([
    { seat: 'സൂപ്രണ്ട്', state: 'Opened', entry: { Section: 'FO', Number: '1' } },
  ])
  expect(await get(`${url}/desk/outbox`)).toMatchObject({
    items: [
      { id: 'kept', state: 'waiting' },
      { id: 'taken', state: 'taken', answer: '01KD' },
    ],
  })
  await connector.deliver(endpoint, [newParcel()])
  const { inwards } = await get<{ inwards: { number: string }[] }>(`${url}/desk/inwards`)
  expect(inwards.map(({ number }) => number.replace(/\/\d{4}$/, ''))).toEqual(['FO-1', 'FO-2'])

  agent.child.disconnect()
  expect(await once(agent.child, 'exit')).toEqual([0, null])
})
