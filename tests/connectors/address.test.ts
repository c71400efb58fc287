// Which addresses KCS calls.

import { addressFault, isAllowedIp } from '../../connectors/address'
import { createHttpClient } from '../../connectors/http'
import { startGateway } from './gateway'

const open = { allowLoopback: true }
const closed = { allowLoopback: false }

const inside = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.0.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '64:ff9b::a00:1',
  '2001::1',
  '2001:db8::1',
  '2002:a00:1::',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
]

test.each(inside)('%s is not called', (ip) => {
  expect(isAllowedIp(ip, closed)).toBe(false)
})

test.each(['8.8.8.8', '164.100.0.1', '100.128.0.1', '172.32.0.1', '2400:cb00::1', '2606:4700:4700::1111'])(
  '%s is public and is called',
  (ip) => {
    expect(isAllowedIp(ip, closed)).toBe(true)
  },
)

test('the setting for local use opens loopback and nothing else', () => {
  expect(inside.filter((ip) => isAllowedIp(ip, open))).toEqual(['127.0.0.1', '127.255.0.9', '::1'])
})

test.each([
  'http://agent.example',
  'ftp://agent.example',
  'file:///etc/passwd',
  'https://user:word@agent.example',
  'https://10.0.0.1',
  'https://[::1]',
  'https://[::ffff:10.0.0.1]',
  'https://2130706433',
  'https://0x7f000001',
  'https://0177.0.0.1',
  'https://localhost',
  'https://localhost.',
  'https://kcs.localhost',
  'no address',
])('%s is refused as the address of an endpoint', (address) => {
  expect(addressFault(address, closed)).not.toBeNull()
})

test('a public https address is taken; loopback and plain http to it only with the setting', () => {
  expect(addressFault('https://agent.example/kcs', closed)).toBeNull()
  expect(addressFault('http://127.0.0.1:8801', open)).toBeNull()
  expect(addressFault('http://localhost:8801', open)).toBeNull()
  expect(addressFault('http://agent.example', open)).not.toBeNull()
  expect(addressFault('http://8.8.8.8', open)).not.toBeNull()
})

test('no byte reaches an address that is not allowed, neither as a number nor behind a name', async () => {
  const gateway = await startGateway()
  const http = createHttpClient(closed)
  const { port } = new URL(gateway.url)
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    for (const scheme of ['http', 'https']) {
      const url = `${scheme}://${host}:${port}/v1/callbacks/x`
      expect(await http({ method: 'POST', url, headers: {}, body: '{}' })).toEqual({
        fault: 'address-forbidden',
        sent: false,
      })
    }
  }
  expect(gateway.callbacks).toEqual([])
  await gateway.stop()
})
