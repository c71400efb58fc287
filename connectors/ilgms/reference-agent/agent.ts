// The reference ILGMS: each instance with its panchayats, its user for KCS, its inward register, its outbox and its sessions.

import { type ReferenceAgent } from '../../reference/agent'
import { type Ilgms, type IlgmsOptions } from './instance'
import { openInwardRegister } from './inwards'
import { idOf, openRowBook } from './outbox'
import { act, addDesk } from './seat-routes'
import { SessionBook } from './sessions'
import { addProtocol } from './wire-routes'

export const referenceAgent: ReferenceAgent<IlgmsOptions, never> = {
  title: 'ILGMS',
  defaults: { prefix: 'GP' },
  outboxPaths: { put: '/desk/letters', list: '/desk/outbox' },
  deliveryCall: { method: 'POST', path: '/inwards' },
  async open(core) {
    const inwards = await openInwardRegister(core.folder, core.options.prefix)
    const rows = await openRowBook(core.folder)
    const ilgms: Ilgms = { ...core, inwards, rows, sessions: new SessionBook(core.options.sessions) }
    // A crash may have parted an event from its place in the outbox; putting it there again does no harm.
    for (const { events } of inwards.all()) for (const event of events) await rows.putEvent(event)
    return {
      addProtocol: (router) => addProtocol(router, ilgms),
      addDesk: (router) => addDesk(router, ilgms),
      arrived: () => inwards.all().map(({ inward }) => inward.letterKey),
      take: (letterKey) => act(ilgms, letterKey, { event: 'OPENED' }),
      send: (id, letter) => rows.putLetter(id, letter),
      sent: () =>
        rows
          .all()
          .filter(({ content }) => content.type === 'LETTER')
          .map((row) => ({ id: idOf(row), state: row.state, answer: row.answer })),
      async stop() {
        await inwards.close()
        await rows.close()
      },
    }
  },
}
