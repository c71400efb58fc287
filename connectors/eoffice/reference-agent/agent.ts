// The reference e-Office: each instance with its offices, its token, its dak register and its desks.

import { type ReferenceAgent } from '../../reference/agent'
import { callbackSignature } from '../callback'
import { type EofficeEvent } from '../schema'
import { openDakRegister } from './dak'
import { act, addDesk } from './desk-routes'
import { type Eoffice, type EofficeOptions } from './instance'
import { addProtocol } from './wire-routes'

export const referenceAgent: ReferenceAgent<EofficeOptions, EofficeEvent> = {
  title: 'e-Office',
  defaults: { prefix: 'EO' },
  outboxPaths: { put: '/desk/letters', list: '/desk/outbox' },
  deliveryCall: { method: 'POST', path: '/dak' },
  callback(settings, _id, event) {
    const body = JSON.stringify({ events: [event] })
    return {
      body,
      headers() {
        const time = String(Math.floor(Date.now() / 1000))
        return {
          'x-eoffice-time': time,
          'x-eoffice-signature': callbackSignature(settings.secret, time, body),
        }
      },
    }
  },
  async open(core) {
    const dak = await openDakRegister(core.folder, core.options.prefix)
    const eoffice: Eoffice = { ...core, dak }
    // A crash may have parted an event from its place in the outbox; putting it there again does no harm.
    for (const { events } of dak.all())
      for (const event of events) await core.outbox.put(event.eventId, { report: event })
    return {
      addProtocol: (router) => addProtocol(router, eoffice),
      addDesk: (router) => addDesk(router, eoffice),
      arrived: () => dak.all().map((keptDak) => keptDak.dak.kcsKey),
      take: (kcsKey) => act(eoffice, kcsKey, { type: 'VIEWED' }),
      stop: () => dak.close(),
    }
  },
}
