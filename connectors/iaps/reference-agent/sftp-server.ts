// The SFTP server of one reference iAPS: real, over the folder of its drop, with a key that stays the same.

import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net'
import { join } from 'node:path'
import { type AuthContext, type Connection, Server, utils } from 'ssh2'
import { writeWhole } from '../../reference/journal'
import { fingerprintOf } from '../sftp-line'
import { serveFiles, type SftpOptions } from './sftp-files'

export interface SftpServer {
  address: string
  hostKey: string
  stop(): Promise<void>
}

/** Listens on 127.0.0.1, after a restart on the port of before unless another program has taken it. */
export async function startSftpServer(options: SftpOptions): Promise<SftpServer> {
  const { folder } = options
  const key = await keptIn(join(folder, 'host-key'), () => utils.generateKeyPairSync('ed25519').private)
  const open = new Set<Connection>()
  const ssh = new Server({ hostKeys: [key] }, (connection) => {
    open.add(connection)
    connection.on('close', () => open.delete(connection))
    // A caller that hangs up, or that proves nothing, is no fault of ours.
    connection.on('error', () => undefined)
    connection.on('authentication', (ctx) => signIn(ctx, options))
    connection.on('ready', () => serveSessions(connection, options))
  })
  // Small answers are not held back: a sign-in has a dozen of them.
  const server = createServer({ noDelay: true }, (socket) => ssh.injectSocket(socket))
  const portBefore = Number(await keptIn(join(folder, 'sftp-port'), () => '0'))
  await listen(server, portBefore).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    return listen(server, 0)
  })
  const { port } = server.address() as AddressInfo
  await writeWhole(join(folder, 'sftp-port'), String(port))
  const parsedKey = utils.parseKey(key)
  if (parsedKey instanceof Error) throw parsedKey
  return {
    address: `sftp://127.0.0.1:${port}/`,
    hostKey: fingerprintOf(parsedKey.getPublicSSH()),
    async stop() {
      for (const connection of open) connection.end()
      server.close()
      await once(server, 'close')
    },
  }
}

async function listen(server: NetServer, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

async function keptIn(path: string, make: () => string): Promise<string> {
  const before = await readFile(path, 'utf8').catch(() => null)
  if (before !== null) return before
  const made = make()
  await writeWhole(path, made)
  return made
}

function signIn(ctx: AuthContext, { accepts }: SftpOptions): void {
  if (ctx.method === 'password' && accepts(ctx.username, ctx.password)) return ctx.accept()
  ctx.reject(['password'])
}

function serveSessions(connection: Connection, options: SftpOptions): void {
  connection.on('session', (acceptSession) => {
    const session = acceptSession()
    session.on('sftp', (accept) => serveFiles(accept(), options, () => void connection.end()))
  })
}
