// Which addresses KCS may call: public ones only, so that an endpoint can never point into our own network.

import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** What is allowed beside public addresses. */
export interface AddressRules {
  /** Opens 127.0.0.0/8 and ::1, and plain http to them, for local use. */
  allowLoopback: boolean
}

/** Thrown inside the client when an address is not public; never leaves the room. */
export class ForbiddenAddressError extends Error {
  readonly code = 'KCS_ADDRESS_FORBIDDEN'
}

const notPublic4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
])

// Of IPv6 only 2000::/3 is public. So ::1, v4-mapped (::ffff/96), NAT64 (64:ff9b::/96), unique-local, link-local
// and multicast are out without being named; what is named are the holes in the public block (IANA registry):
// Teredo and its neighbours, documentation, 6to4.
const global6 = blockList('ipv6', [['2000::', 3]])
const notPublic6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])
const loopback4 = blockList('ipv4', [['127.0.0.0', 8]])
const loopback6 = blockList('ipv6', [['::1', 128]])

function blockList(family: 'ipv4' | 'ipv6', subnets: [string, number][]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family)
  return list
}

type Verdict = 'public' | 'loopback' | 'forbidden'

/** A list is asked in 0.1 ms, and the same few addresses are asked for at every call. */
const verdicts = new Map<string, Verdict>()
const VERDICTS_KEPT = 1_000

function verdictOf(ip: string): Verdict {
  const known = verdicts.get(ip)
  if (known !== undefined) return known
  const verdict = judge(ip)
  if (verdicts.size >= VERDICTS_KEPT) verdicts.clear()
  verdicts.set(ip, verdict)
  return verdict
}

function judge(ip: string): Verdict {
  if (isIP(ip) === 4) {
    if (loopback4.check(ip, 'ipv4')) return 'loopback'
    return notPublic4.check(ip, 'ipv4') ? 'forbidden' : 'public'
  }
  if (isIP(ip) === 6 && !ip.includes('%')) {
    if (isLoopback6(ip)) return 'loopback'
    return global6.check(ip, 'ipv6') && !notPublic6.check(ip, 'ipv6') ? 'public' : 'forbidden'
  }
  return 'forbidden'
}

/** Whether the literal IP address may be called. */
export function isAllowedIp(ip: string, rules: AddressRules): boolean {
  const verdict = verdictOf(ip)
  return verdict === 'public' || (verdict === 'loopback' && rules.allowLoopback)
}

// A v4-mapped address is also matched by IPv4 rules, so the IPv6 list is asked for the plain ::1 only.
function isLoopback6(ip: string): boolean {
  return !ip.includes('.') && loopback6.check(ip, 'ipv6')
}

/**
 * Why the address of an endpoint may not be used, or null if it may: http or https with a host and no user, https
 * unless it is a loopback host that the rules allow. A name is judged again at each connect, by what it resolves to.
 */
export function addressFault(address: string, rules: AddressRules): string | null {
  if (!URL.canParse(address)) return 'not a URL'
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not https'
  if (url.username !== '' || url.password !== '') return 'names a user'
  const host = bareHost(url.hostname)
  if (isForbiddenHost(host, rules)) return 'not a public address'
  if (
    url.protocol === 'http:' &&
    !(rules.allowLoopback && (isLocalName(host) || verdictOf(host) === 'loopback'))
  ) {
    return 'not https'
  }
  return null
}

/** Whether a host may not be called, as far as its name tells: a name is judged again by what it resolves to. */
export function isForbiddenHost(host: string, rules: AddressRules): boolean {
  return isIP(host) !== 0 ? !isAllowedIp(host, rules) : isLocalName(host) && !rules.allowLoopback
}

function isLocalName(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host)
}

/** The host of a URL without the brackets of an IPv6 literal. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** A `lookup` for sockets that fails if any address of the name is not allowed, so that rebinding gains nothing. */
export function guardedLookup(rules: AddressRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '')
      if (addresses.length === 0 || !addresses.every(({ address }) => isAllowedIp(address, rules))) {
        return callback(new ForbiddenAddressError(), '')
      }
      if (options.all) return callback(null, addresses)
      callback(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}
