// A connection by SFTP: to public addresses, to a server that is known by the fingerprint of its key, with limits on each call.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect, isIP, type Socket } from 'node:net'
import { Client, type ConnectConfig, type SFTPWrapper } from 'ssh2'
import { type AddressRules, bareHost, guardedLookup, isAllowedIp } from '../address'
import { faultOf, type HttpLimits } from '../http'
import { DropFault } from './drop'
import { type Settings } from './schema'

export interface SftpDeps {
  rules: AddressRules
  limits: HttpLimits
}

/** An open connection. */
export interface SftpLine {
  sftp: SFTPWrapper
  /** Waits for the end of a call, as long as one may take. Throws DropFault; one that failed without an answer ends the line. */
  call<T = void>(work: (end: End<T>) => void): Promise<T>
  close(): void
}

const DEFAULT_PORT = 22
/** What the answers of a server are called (draft-ietf-secsh-filexfer-02 and -13). */
const END_OF_FILE = 1
/** It says only that it failed; some servers say in words by what. */
const FAILURE = 4
const NO_SUCH_FILE = 2
const FAULTS: Readonly<Record<number, string>> = {
  [NO_SUCH_FILE]: 'folder-missing',
  3: 'no-permission',
  6: 'connection-lost',
  7: 'connection-lost',
  12: 'no-permission',
  14: 'disk-full',
  15: 'disk-full',
}

/**
 * Connects to an `sftp:` address. Throws DropFault: `auth` where the settings are not accepted or the server has another key,
 * `unsent` for what else went wrong.
 */
export async function openSftpLine(
  address: string,
  { user, password, hostKey }: Settings,
  { rules, limits }: SftpDeps,
): Promise<SftpLine> {
  for (const [name, value] of Object.entries({ user, password, hostKey }))
    if (value === undefined) throw new DropFault(`${name}-missing`)
  const url = new URL(address)
  const client = new Client()
  const socket = await connected(url, rules, limits)
  try {
    await signedIn(client, socket, { username: user!, ...secretOf(password!) }, hostKey!, limits)
    const sftp = await within<SFTPWrapper>(limits.totalMs, (end) => client.sftp(end))
    return {
      sftp,
      call: (work) =>
        within(limits.totalMs, work).catch((error: unknown) => {
          // What was begun at a server that is silent ends with the line.
          if (error instanceof DropFault && error.kind === 'sent') client.destroy()
          throw error
        }),
      close() {
        client.end()
        // A server that does not hang up in turn holds nothing here.
        setTimeout(() => socket.destroy(), limits.connectMs).unref()
        socket.unref()
      },
    }
  } catch (error) {
    client.end()
    socket.destroy()
    throw error
  }
}

/** The fingerprint of a public key as ssh-keygen prints it. */
export function fingerprintOf(publicKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(publicKey).digest('base64').replace(/=+$/, '')}`
}

function secretOf(password: string): Pick<ConnectConfig, 'password' | 'privateKey'> {
  return password.includes('-----BEGIN ') ? { privateKey: password } : { password }
}

async function connected(url: URL, rules: AddressRules, { connectMs }: HttpLimits): Promise<Socket> {
  const host = bareHost(url.hostname)
  // Literal addresses are judged here, names by what they resolve to.
  if (isIP(host) !== 0 && !isAllowedIp(host, rules)) throw new DropFault('address-forbidden')
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port)
  const socket = connect({ host, port, lookup: guardedLookup(rules), autoSelectFamily: true })
  const timer = setTimeout(() => socket.destroy(timeOver()), connectMs)
  try {
    await once(socket, 'connect')
    // Each call is a small question that waits for its answer.
    socket.setNoDelay(true)
    return socket
  } catch (error) {
    throw new DropFault(faultOf(error).fault)
  } finally {
    clearTimeout(timer)
  }
}

function timeOver(): Error {
  return Object.assign(new Error('The time is over.'), { code: 'UND_ERR_CONNECT_TIMEOUT' })
}

function signedIn(
  client: Client,
  sock: Socket,
  secret: ConnectConfig,
  hostKey: string,
  { totalMs }: HttpLimits,
): Promise<void> {
  let isOther = false
  return new Promise((resolve, reject) => {
    // Once it stands, its end is told by the calls that are under way; an error that nobody hears would end the process.
    client.on('error', (error) =>
      reject(isOther ? new DropFault('host-key-differs', 'auth') : faultOfSignIn(error)),
    )
    client.once('ready', resolve)
    client.once('close', () => reject(new DropFault('connection-lost')))
    try {
      client.connect({
        ...secret,
        sock,
        readyTimeout: totalMs,
        hostVerifier: (key: Buffer) => {
          isOther = fingerprintOf(key) !== hostKey
          return !isOther
        },
      })
    } catch {
      reject(new DropFault('key-unreadable', 'auth'))
    }
  })
}

function faultOfSignIn(error: Error & { level?: string }): DropFault {
  if (error.level === 'client-authentication') return new DropFault('login-refused', 'auth')
  if (error.level === 'client-timeout') return new DropFault('timeout')
  return new DropFault('connection-lost')
}

/** What ssh2 calls when a request has ended. */
export type End<T> = (error: Error | null | undefined, value: T) => void

/** Calls and waits for the end, at most so long. Throws DropFault. */
function within<T = void>(ms: number, call: (end: End<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DropFault('timeout', 'sent')), ms)
    const end: End<T> = (error, value) => {
      clearTimeout(timer)
      if (error) reject(faultOfCall(error))
      else resolve(value)
    }
    try {
      call(end)
    } catch {
      end(new Error('The connection has ended.'), undefined as T)
    }
  })
}

/** A call that failed with a code of the protocol was answered; else the connection has ended. */
function faultOfCall(error: Error): DropFault {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'number') return new DropFault('connection-lost', 'sent')
  const isFull = code === FAILURE && /no space|disk (is )?full|quota/i.test(error.message)
  const fault = isFull ? 'disk-full' : (FAULTS[code] ?? 'drop-failure')
  return Object.assign(new DropFault(fault, fault === 'connection-lost' ? 'sent' : 'unsent'), {
    status: code,
  })
}

/** Whether the server answered that nothing lies there. */
export function isAbsent(error: unknown): boolean {
  return statusOf(error) === NO_SUCH_FILE
}

/** Whether the server answered that nothing more comes. */
export function isEnd(error: unknown): boolean {
  return statusOf(error) === END_OF_FILE
}

function statusOf(error: unknown): unknown {
  return (error as { status?: unknown }).status
}
