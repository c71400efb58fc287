// The reference DDFS: each instance with its offices, its token, its jobs and what it has for KCS.

import { type ReferenceAgent } from '../../reference/agent'
import { Bench } from './bench'
import { act, addDesk } from './desk-routes'
import { type Ddfs, type DdfsOptions } from './instance'
import { openJobBook } from './jobs'
import { openOutgoingBook } from './outgoing'
import { addProtocol } from './wire-routes'

export const referenceAgent: ReferenceAgent<DdfsOptions, never> = {
  title: 'DDFS',
  defaults: { prefix: 'DD', askAfterSeconds: 5 },
  outboxPaths: { put: '/desk/letters', list: '/desk/outbox' },
  deliveryCall: { method: 'POST', path: '/letters' },
  async open(core) {
    const jobs = await openJobBook(core.folder, core.options.prefix)
    const outgoing = await openOutgoingBook(core.folder)
    const ddfs: Ddfs = { ...core, jobs, outgoing, bench: new Bench(jobs, core.options.bench) }
    // A crash may have parted an act from its entry; putting it there again does no harm.
    for (const { acts } of jobs.all()) for (const written of acts) await outgoing.putAct(written)
    return {
      addProtocol: (router) => addProtocol(router, ddfs),
      addDesk: (router) => addDesk(router, ddfs),
      arrived: () =>
        jobs
          .all()
          .filter(({ state }) => state !== 'FAILED')
          .map(({ letter }) => letter.clientKey),
      async take(clientKey) {
        const [job] = await jobs.under(clientKey)
        return act(ddfs, job!.jobId, { act: 'OPENED' })
      },
      send: (id, letter) => outgoing.putLetter(id, letter),
      sent: () =>
        outgoing
          .all()
          .filter(({ content }) => content.type === 'LETTER')
          .map(({ content: { id }, state, answer }) => ({ id, state, answer })),
      async stop() {
        ddfs.bench.stop()
        await jobs.close()
        await outgoing.close()
      },
    }
  },
}
