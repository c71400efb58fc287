// The routes of the reference iAPS for the people at its desks: letters, what goes out, and how it is registered at KCS.

import { type Router } from '@koa/router'
import { page, table } from '../../reference/page'
import { jsonOf, Refusal, reply } from '../../reference/server'
import { type IapsAct } from '../schema'
import { type Iaps } from './instance'
import { type DeskAct, deskActSchema, type KeptLetter } from './letters'

export function addDesk(router: Router, iaps: Iaps): void {
  const { letters, out, watcher, server } = iaps
  router.get('/', (ctx) => {
    const { status, headers, body } = overview(iaps)
    reply(ctx, status, body, headers)
  })
  router.get('/desk/letters', (ctx) => reply(ctx, 200, { letters: letters.all().map(shown) }))
  router.post('/desk/letters/:key/acts', async (ctx) =>
    reply(ctx, 200, await act(iaps, ctx.params.key!, deskActSchema.parse(await jsonOf(ctx)))),
  )
  router.get('/desk/out', (ctx) => reply(ctx, 200, { items: out.all() }))
  router.get('/desk/endpoint', (ctx) =>
    reply(ctx, 200, { address: server.address, hostKey: server.hostKey, folder: iaps.drop }),
  )
  // As at the beginning of its hours.
  router.post('/desk/pick-up', async (ctx) => {
    await watcher.look()
    reply(ctx, 200, { letters: letters.all().length })
  })
}

/** Does what someone at a desk does, and has it ready for KCS. Throws Refusal 404 and 409. */
export async function act(
  { letters, watcher }: Pick<Iaps, 'letters' | 'watcher'>,
  key: string,
  deskAct: DeskAct,
): Promise<IapsAct> {
  await watcher.look()
  if (!letters.find(key)) throw new Refusal(404, { fault: 'unknown' })
  const written = await letters.act(key, deskAct)
  if (!written) throw new Refusal(409, { fault: 'not-at-a-desk' })
  await watcher.look()
  return written
}

function shown({ manifest, ...rest }: KeptLetter): Record<string, unknown> {
  const { key, subject, letterNumber, despatchNumber, purpose, from, to, files } = manifest
  return {
    ...rest,
    ...{ key, subject, letterNumber, despatchNumber, purpose, files },
    ...{ from: from.officeName, toOffice: to.office },
  }
}

function overview({ options, letters, out, server, drop }: Iaps): ReturnType<typeof page> {
  const rows = letters
    .all()
    .map(({ manifest, inwardNumber, seat, fileNumber, state, refusal }) => [
      inwardNumber,
      manifest.letterNumber,
      manifest.subject,
      manifest.from.officeName,
      seat,
      fileNumber ?? '',
      refusal ? `${state}: ${refusal.fault}` : state,
    ])
  const items = out.all().map(({ type, id, state, answer }) => [type, id, state, answer])
  return page(options.name, [
    table('Letters from KCS', ['Inward number', 'Letter', 'Subject', 'From', 'Seat', 'File', 'State'], rows),
    table('For KCS to pick up', ['Type', 'Id', 'State', 'What KCS said'], items),
    table(
      'Where KCS can reach it',
      ['By SFTP', 'Fingerprint of its key', 'The same folder on this machine'],
      [[server.address, server.hostKey, drop]],
    ),
  ])
}
