// Which addresses a system may have that is reached by folders: a server by SFTP at a public address, or a folder below the one that KCS is set to.

import { isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AddressRules, bareHost, isForbiddenHost } from './address'

export interface DropRules extends AddressRules {
  /** The folder in which drops on this machine lie; null where there are none. */
  dropRoot: string | null
}

/**
 * Why the address of a drop may not be used, or null if it may. A name is judged again at each connect, by what it resolves to,
 * and a folder each time by what its links lead to.
 */
export function dropAddressFault(address: string, rules: DropRules): string | null {
  if (!URL.canParse(address)) return 'not a URL'
  const url = new URL(address)
  if (url.search !== '' || url.hash !== '') return 'has more than a path'
  if (url.username !== '' || url.password !== '') return 'names a user'
  if (!isReadable(url.pathname)) return 'has a path that cannot be read'
  if (url.protocol === 'sftp:') return serverFault(bareHost(url.hostname), rules)
  return url.protocol === 'file:' ? folderFault(url, rules) : 'not sftp:// or file:///'
}

function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

function serverFault(host: string, rules: DropRules): string | null {
  if (host === '') return 'names no server'
  return isForbiddenHost(host, rules) ? 'not a public address' : null
}

function folderFault(url: URL, { dropRoot }: DropRules): string | null {
  if (url.hostname !== '') return 'names a server'
  if (dropRoot === null) return 'a folder of this machine, and KCS_DROP_ROOT is not set'
  const below = relative(resolve(dropRoot), pathOf(url))
  const isBelow = below !== '' && below !== '..' && !below.startsWith('../') && !isAbsolute(below)
  return isBelow ? null : 'not a folder below KCS_DROP_ROOT'
}

function pathOf(url: URL): string {
  try {
    return fileURLToPath(url)
  } catch {
    // A slash that is written as %2F.
    return '/'
  }
}
