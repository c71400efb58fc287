// Whether a host lies in a network of one's own, so that nobody outside reads what goes there.

import { BlockList, isIP } from 'node:net'

const own = new BlockList()
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  own.addSubnet(net, prefix, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addSubnet('fc00::', 7, 'ipv6')

/** An address of RFC 1918 or RFC 4193, or this machine; of a name nobody knows before it is asked, so it is none. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family === 0) return host === 'localhost'
  return own.check(host, family === 4 ? 'ipv4' : 'ipv6')
}
