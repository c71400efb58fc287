// The reference K-SMART: each instance with its local bodies, its token, its counter, its file store and its seats.

import { type ReferenceAgent } from '../../reference/agent'
import { callbackSignature, SIGNATURE_HEADER } from '../callback'
import { type KsmartEvent } from '../schema'
import { addProtocol } from './counter-routes'
import { openFileStore } from './file-store'
import { openFiles } from './files'
import { type Ksmart, type KsmartOptions } from './instance'
import { act, addDesk } from './seat-routes'

const SERVICE_DAYS = 7

export const referenceAgent: ReferenceAgent<KsmartOptions, KsmartEvent> = {
  title: 'K-SMART',
  defaults: { prefix: 'KS' },
  outboxPaths: { put: '/desk/letters', list: '/desk/outbox' },
  deliveryCall: { method: 'POST', path: '/counter/v1/applications' },
  callback(settings, _id, event) {
    const body = JSON.stringify({ Events: [event] })
    return {
      body,
      headers() {
        const seconds = String(Math.floor(Date.now() / 1000))
        return { [SIGNATURE_HEADER]: callbackSignature(settings.secret, seconds, body) }
      },
    }
  },
  async open(core) {
    const { folder, options, outbox } = core
    const files = await openFiles(folder, options.prefix, options.serviceDays ?? SERVICE_DAYS)
    const store = await openFileStore(folder)
    const ksmart: Ksmart = { ...core, files, store }
    // A crash may have parted an event from its place in the outbox; putting it there again does no harm.
    for (const { events } of files.all())
      for (const event of events) await outbox.put(event.eventId, { report: event })
    return {
      addProtocol: (router) => addProtocol(router, ksmart),
      addDesk: (router) => addDesk(router, ksmart),
      arrived: () => files.all().map(({ application }) => application.externalId),
      take: (key) => act(ksmart, key, { action: 'OPEN' }),
      async stop() {
        await files.close()
        await store.close()
      },
    }
  },
}
