// Which addresses the folders of a system may have.

import { dropAddressFault } from '../../connectors/folder-address'

const closed = { allowLoopback: false, dropRoot: '/srv/drops' }

test.each([
  'sftp://iaps.example/kcs/',
  'sftp://iaps.example:2022/',
  'file:///srv/drops/police',
  'file:///srv/drops/a/b/',
])('%s may be used', (address) => {
  expect(dropAddressFault(address, closed)).toBeNull()
})

test.each([
  ['https://iaps.example/', 'not sftp:// or file:///'],
  ['sftp://10.1.2.3/', 'not a public address'],
  ['sftp://[::1]/', 'not a public address'],
  ['sftp://localhost/', 'not a public address'],
  ['sftp://kcs:secret@iaps.example/', 'names a user'],
  ['sftp://iaps.example/?x=1', 'has more than a path'],
  ['sftp://iaps.example/%zz', 'has a path that cannot be read'],
  ['file:///srv/drops/a%00b', 'has a path that cannot be read'],
  ['sftp:///path', 'names no server'],
  ['file:///srv/drops', 'not a folder below KCS_DROP_ROOT'],
  ['file:///srv/drops/../secrets', 'not a folder below KCS_DROP_ROOT'],
  ['file:///srv/drops/%2e%2e/secrets', 'not a folder below KCS_DROP_ROOT'],
  ['file:///srv/drops%2f..%2fsecrets', 'not a folder below KCS_DROP_ROOT'],
  ['file:///srv/drops-of-others/x', 'not a folder below KCS_DROP_ROOT'],
  ['file://server/srv/drops/x', 'names a server'],
  ['police', 'not a URL'],
])('%s may not: %s', (address, fault) => {
  expect(dropAddressFault(address, closed)).toBe(fault)
})

test('a folder of this machine is no address where KCS is not set to one', () => {
  expect(dropAddressFault('file:///srv/drops/police', { ...closed, dropRoot: null })).toContain(
    'KCS_DROP_ROOT',
  )
})
