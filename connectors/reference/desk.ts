// The routes that the desks of all reference agents have: letters for KCS, knobs, settings.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Router } from '@koa/router'
import { keepLetter, OUTGOING_BYTES, outgoingSchema, settingsSchema } from './gateway'
import { type Core, type InstanceOptions } from './instance'
import { writeWhole } from './journal'
import { jsonOf, reply } from './server'

/** Adds the routes; `wake` is called when the settings have changed. */
export function addSharedDesk<Options extends InstanceOptions, Report>(
  router: Router,
  { outbox, folder, knobs, settings }: Core<Options, Report>,
  paths: { put: string; list: string },
  wake: () => void,
): void {
  router.get(paths.list, (ctx) =>
    reply(ctx, 200, { items: outbox.items().map(({ payload: _payload, ...item }) => item) }),
  )
  router.post(paths.put, async (ctx) => {
    const body = (await jsonOf(ctx, OUTGOING_BYTES)) as Record<string, unknown>
    const letter = outgoingSchema.parse({ id: randomUUID(), ...body })
    const keptLetter = await keepLetter(letter, join(folder, 'documents'))
    const { id, state } = await outbox.put(letter.id, { letter: keptLetter })
    reply(ctx, 202, { id, state })
  })
  router.get('/knobs', (ctx) => reply(ctx, 200, knobs.knobs))
  router.post('/knobs', async (ctx) => reply(ctx, 200, knobs.set(await jsonOf(ctx))))
  router.post('/settings', async (ctx) => {
    Object.assign(settings, settingsSchema.partial().parse(await jsonOf(ctx)))
    await writeWhole(join(folder, 'settings.json'), JSON.stringify(settings))
    outbox.wake()
    wake()
    reply(ctx, 200, { kcsUrl: settings.kcsUrl, endpointId: settings.endpointId })
  })
}
