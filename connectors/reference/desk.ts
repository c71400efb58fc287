// The routes that the desks of all reference agents have: letters for KCS, knobs, settings.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Router } from '@koa/router'
import { keepLetter, type KeptLetter, OUTGOING_BYTES, outgoingSchema, settingsSchema } from './gateway'
import { type Core, type Instance, type InstanceOptions } from './instance'
import { writeWhole } from './journal'
import { jsonOf, reply } from './server'

/** Adds the routes. Letters go into the outbox, or where the instance keeps them until they are collected. */
export function addSharedDesk<Options extends InstanceOptions, Report>(
  router: Router,
  { outbox, folder, knobs, settings }: Core<Options, Report>,
  paths: { put: string; list: string },
  instance: Pick<Instance, 'send' | 'sent' | 'wake'>,
): void {
  router.get(paths.list, (ctx) => {
    const items = instance.sent?.() ?? outbox.items().map(({ payload: _payload, ...item }) => item)
    reply(ctx, 200, { items })
  })
  router.post(paths.put, async (ctx) => {
    const body = (await jsonOf(ctx, OUTGOING_BYTES)) as Record<string, unknown>
    const letter = outgoingSchema.parse({ id: randomUUID(), ...body })
    const keptLetter = await keepLetter(letter, join(folder, 'documents'))
    const put = instance.send ?? ((id: string, one: KeptLetter) => outbox.put(id, { letter: one }))
    const { id, state } = await put(letter.id, keptLetter)
    reply(ctx, 202, { id, state })
  })
  router.get('/knobs', (ctx) => reply(ctx, 200, knobs.knobs))
  router.post('/knobs', async (ctx) => reply(ctx, 200, knobs.set(await jsonOf(ctx))))
  router.post('/settings', async (ctx) => {
    Object.assign(settings, settingsSchema.partial().parse(await jsonOf(ctx)))
    await writeWhole(join(folder, 'settings.json'), JSON.stringify(settings))
    outbox.wake()
    instance.wake?.()
    reply(ctx, 200, { kcsUrl: settings.kcsUrl, endpointId: settings.endpointId })
  })
}
