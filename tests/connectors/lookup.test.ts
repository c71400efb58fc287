// Names are judged by what they resolve to at the moment of the connection, so that rebinding gains nothing.

import { lookup } from 'node:dns'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { guardedLookup } from '../../connectors/address'
import { createHttpClient } from '../../connectors/http'

jest.mock('node:dns', () => ({ lookup: jest.fn() }))
const resolver = lookup as unknown as jest.Mock

function resolving(addresses: { address: string; family: number }[], all: boolean): Promise<unknown> {
  resolver.mockImplementation((_name: string, _options: object, done: (...answer: unknown[]) => void) =>
    done(null, addresses),
  )
  return new Promise((resolve, reject) =>
    guardedLookup({ allowLoopback: false })('agent.example', { all }, (error, address, family) =>
      error ? reject(error) : resolve(all ? address : [address, family]),
    ),
  )
}

const outside = { address: '164.100.1.1', family: 4 }

test('a name that resolves to public addresses is called', async () => {
  expect(await resolving([outside], false)).toEqual(['164.100.1.1', 4])
  expect(await resolving([outside], true)).toEqual([outside])
})

test('a name is refused if any of its addresses is inside', async () => {
  const refused = { code: 'KCS_ADDRESS_FORBIDDEN' }
  await expect(resolving([{ address: '10.0.0.1', family: 4 }], false)).rejects.toMatchObject(refused)
  await expect(resolving([outside, { address: '::1', family: 6 }], true)).rejects.toMatchObject(refused)
  await expect(resolving([], true)).rejects.toMatchObject(refused)
})

test('a call to a name that now resolves to loopback reaches nobody', async () => {
  resolver.mockImplementation((_name: string, _options: object, done: (...answer: unknown[]) => void) =>
    done(null, [{ address: '127.0.0.1', family: 4 }]),
  )
  let connections = 0
  const watch = createServer(() => (connections += 1)).listen(0, '127.0.0.1')
  await once(watch, 'listening')
  const url = `https://agent.example:${(watch.address() as AddressInfo).port}/`
  const http = createHttpClient({ allowLoopback: false })
  expect(await http({ method: 'GET', url, headers: {} })).toEqual({ fault: 'address-forbidden', sent: false })
  expect(connections).toBe(0)
  watch.close()
})
