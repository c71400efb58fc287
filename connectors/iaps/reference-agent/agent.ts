// The reference iAPS: each instance with its drop, its SFTP server, its register and what it has for KCS.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ReferenceAgent } from '../../reference/agent'
import { FOLDERS } from '../schema'
import { act, addDesk } from './desk-routes'
import { type Iaps, type IapsOptions } from './instance'
import { openLetters } from './letters'
import { openOutBook } from './out-book'
import { startSftpServer } from './sftp-server'
import { openWatcher } from './watcher'

export const referenceAgent: ReferenceAgent<IapsOptions, never> = {
  title: 'iAPS',
  defaults: { prefix: 'IAPS', pickUpMs: 60_000 },
  outboxPaths: { put: '/desk/outgoing', list: '/desk/outbox' },
  deliveryCall: { method: 'MOVE', path: '/in/' },
  async open(core) {
    const { options, folder } = core
    const drop = join(folder, 'drop')
    const letters = await openLetters(folder, options.prefix)
    const out = await openOutBook(folder, drop)
    const watcher = await openWatcher({ drop, offices: options.offices, letters, out }, options.pickUpMs)
    const server = await startSftpServer({
      ...{ folder, drop, code: options.code, knobs: core.knobs, told: () => watcher.hear() },
      accepts: (user, password) =>
        user === (options.user ?? core.settings['user']) &&
        password === (options.password ?? core.settings['password']),
    })
    const iaps: Iaps = { ...core, drop, letters, out, watcher, server }
    return {
      endpoint: { address: server.address, settings: { hostKey: server.hostKey } },
      // KCS calls it by SFTP alone.
      addProtocol: () => undefined,
      addDesk: (router) => addDesk(router, iaps),
      arrived: () => {
        const lying = readdirSync(join(drop, FOLDERS.in)).filter((name) => name.endsWith('.json'))
        return [
          ...letters.all().map(({ manifest }) => manifest.key),
          ...lying.map((name) => name.slice(0, -'.json'.length)),
        ]
      },
      take: (key) => act(iaps, key, { act: 'opened' }),
      async send(id, letter) {
        const put = await out.putLetter(id, letter)
        await watcher.look()
        return put
      },
      sent: () =>
        out
          .all()
          .flatMap(({ type, id, state, answer }) => (type === 'letter' ? [{ id, state, answer }] : [])),
      wake: () => void watcher.look().catch(console.error),
      async stop() {
        await server.stop()
        await watcher.stop()
        await letters.close()
        await out.close()
      },
    }
  },
}
