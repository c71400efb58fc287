// The reference Soochika: each instance with its offices, its user, its inward register and what it has for KCS.

import { type ReferenceAgent } from '../../reference/agent'
import { PORTS } from '../schema'
import { act, addDesk } from './desk-routes'
import { openDocumentShelf } from './document-shelf'
import { type Soochika, type SoochikaOptions } from './instance'
import { openInwardRegister } from './inwards'
import { openOutgoingBook } from './outgoing'
import { addProtocol } from './wire-routes'

export const referenceAgent: ReferenceAgent<SoochikaOptions, never> = {
  title: 'Soochika',
  defaults: { prefix: 'SO', numbering: 'at-once' },
  outboxPaths: { put: '/desk/letters', list: '/desk/outbox' },
  deliveryCall: { method: 'POST', path: PORTS.inward },
  statusCall: { method: 'POST', path: PORTS.enquiry },
  async open(core) {
    const inwards = await openInwardRegister(core.folder, core.options.prefix)
    const outgoing = await openOutgoingBook(core.folder)
    const soochika: Soochika = { ...core, inwards, outgoing, shelf: openDocumentShelf(core.folder) }
    // A crash may have parted a report from its place in the outbox; putting it there again does no harm.
    for (const { reports } of inwards.all()) for (const report of reports) await outgoing.putReport(report)
    return {
      addProtocol: (router) => addProtocol(router, soochika),
      addDesk: (router) => addDesk(router, soochika),
      arrived: () => inwards.all().map(({ request }) => request.KcsKey),
      take: (kcsKey) => act(soochika, kcsKey, { act: 'Opened' }),
      send: (id, letter) => outgoing.putLetter(id, letter),
      sent: () =>
        outgoing
          .all()
          .flatMap(({ content, state, answer }) =>
            content.of === 'Letter' ? [{ id: content.letter.id, state, answer }] : [],
          ),
      async stop() {
        await inwards.close()
        await outgoing.close()
      },
    }
  },
}
