// The reference iAPS as a process: kill -9 between any two steps loses nothing there, and KCS doubles nothing because of it.

import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { type Endpoint } from '../../../connectors/connector'
import { createIapsConnector } from '../../../connectors/iaps'
import { ownProcess } from '../reference-agents/own-process'
import { get, post } from '../reference-agents/running'
import { documents, endpointAt, newOutgoing, newParcel, TOKEN } from '../specimen'
import { type Shown } from './rig'

const start = ownProcess('iaps', () => [
  { code: 'police', prefix: 'POL', offices: ['CDIT'], user: TOKEN, password: TOKEN },
  { code: 'jail', prefix: 'JAIL', user: 'jail', password: 'another' },
])

const connector = createIapsConnector({
  documents,
  now: () => new Date(),
  rules: { allowLoopback: true, dropRoot: tmpdir() },
})

async function endpointOf(url: string): Promise<Endpoint> {
  const { address, hostKey } = await get<{ address: string; hostKey: string }>(`${url}/desk/endpoint`)
  return endpointAt('iaps', address, { settings: { user: TOKEN, password: TOKEN, hostKey } })
}

test('letters, desks, acts, letters out, key and port survive kill -9, and a letter that was dropped is picked up after it', async () => {
  const first = await start()
  const endpoint = await endpointOf(first.url)
  const [taken, waiting] = [newParcel(), newParcel()]
  await connector.deliver(endpoint, [taken])
  await post(`${first.url}/desk/letters/${taken.deliveryKey}/acts`, { act: 'moved', toSeat: 'സൂപ്രണ്ട്' })
  await connector.deliver(endpoint, [waiting])
  for (const id of ['kept', 'told']) await post(`${first.url}/desk/outgoing`, newOutgoing({ id }))
  const before = await connector.collect!(endpoint, null)
  if ('fault' in before) throw new Error(JSON.stringify(before))
  expect(before).toMatchObject({ letters: [{}, {}], reports: [{ kind: 'movement' }] })
  await first.agent.kill()

  const { url } = await start(first.port)
  expect(await endpointOf(url)).toEqual(endpoint)
  const after = await connector.collect!(endpoint, null)
  expect(JSON.stringify(after)).toBe(JSON.stringify(before))
  expect(await connector.status!(endpoint, waiting)).toMatchObject({
    ...{ kind: 'delivered', diary: { number: expect.stringMatching(/^POL\/2\//) as string } },
  })
  const { letters } = await get<{ letters: Shown[] }>(`${url}/desk/letters`)
  expect(letters).toMatchObject([{ seat: 'സൂപ്രണ്ട്' }, { key: waiting.deliveryKey }])
  expect(await get(`${url}/desk/outbox`)).toMatchObject({ items: [{ id: 'kept' }, { id: 'told' }] })
})

test('its instances are apart, each with its drop and its users; the page shows what arrived as text', async () => {
  const { agent, url } = await start()
  const endpoint = await endpointOf(url)
  const parcel = newParcel()
  await connector.deliver(endpoint, [parcel])
  await post(`${url}/desk/pick-up`, {})
  const other = await endpointOf(agent.addresses['jail']!)
  expect(await connector.capabilities(other)).toMatchObject({
    fault: { kind: 'auth', code: 'login-refused' },
  })
  const theirs = { ...other, settings: { ...other.settings, user: 'jail', password: 'another' } }
  expect(await connector.status!(theirs, parcel)).toEqual({ kind: 'unseen' })
  await post(`${url}/desk/outgoing`, newOutgoing({ id: 'shown' }))
  const text = await (await fetch(`${url}/`)).text()
  for (const words of ['POL/1/', 'ഏകീകൃത വിനിമയ സേവനം', '&lt;specimen&gt;', 'shown', endpoint.address])
    expect(text).toContain(words)
  expect(text).not.toContain('<specimen>')
  agent.child.disconnect()
  const [code] = (await once(agent.child, 'exit')) as [number]
  expect(code).toBe(0)
})
