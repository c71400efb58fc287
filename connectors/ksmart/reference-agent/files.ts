// The files of one K-SMART: what was handed in at the counter, at which seat it lies, until when it is to be disposed of.

import { join } from 'node:path'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { inTurn, openJournal } from '../../reference/journal'
import { hyphened } from '../mapper'
import { type Application, type KsmartEvent } from '../schema'
import { type SeatAct } from './acts'
import { endsOf, eventOf, type KeptFile } from './workflow'

type Entry =
  | { type: 'filed'; application: Application['Application']; slip: KeptFile['slip'] }
  | { type: 'event'; event: KsmartEvent }
  | { type: 'withdrawn'; externalId: string }
  | { type: 'parent'; fileNo: string; subject: string }

export interface FileRegister {
  all(): KeptFile[]
  find(externalId: string): KeptFile | undefined
  /** Files of its own to which others are attached, by number. */
  parents(): ReadonlyMap<string, string>
  openParent(fileNo: string, subject: string): Promise<void>
  /** Files an application once per KCS key, with a number and a slip. */
  file(application: Application['Application']): Promise<{ kept: KeptFile; fresh: boolean }>
  /** Does what someone at a seat does; null if the file is no longer there to be acted on. */
  act(externalId: string, act: SeatAct): Promise<KsmartEvent | null>
  withdraw(externalId: string): Promise<'withdrawn' | 'taken' | 'unseen'>
  close(): Promise<void>
}

/** Opens the register in the folder of its instance; `serviceDays` is the time that its slips promise. */
export async function openFiles(folder: string, prefix: string, serviceDays: number): Promise<FileRegister> {
  const journal = await openJournal<Entry>(join(folder, 'files.jsonl'))
  const files = new Map<string, KeptFile>()
  const parents = new Map<string, string>()
  const turn = inTurn()
  const apply = (entry: Entry) => {
    if (entry.type === 'filed') files.set(entry.application.externalId, filed(entry))
    else if (entry.type === 'event') {
      const kept = files.get(entry.event.externalId)!
      Object.assign(kept, endsOf(kept, entry.event), { events: [...kept.events, entry.event] })
    } else if (entry.type === 'withdrawn') files.get(entry.externalId)!.status = 'WITHDRAWN'
    else parents.set(entry.fileNo, entry.subject)
  }
  for (const entry of journal.past) apply(entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(entry)
  }
  return {
    all: () => [...files.values()],
    find: (externalId) => files.get(externalId),
    parents: () => parents,
    openParent: (fileNo, subject) =>
      turn(async () => {
        if (!parents.has(fileNo)) await record({ type: 'parent', fileNo, subject })
      }),
    file: (application) =>
      turn(async () => {
        const before = files.get(application.externalId)
        if (before) return { kept: before, fresh: false }
        const slip = slipOf(prefix, files.size + 1, new Date(), serviceDays)
        await record({ type: 'filed', application, slip })
        return { kept: files.get(application.externalId)!, fresh: true }
      }),
    act: (externalId, act) =>
      turn(async () => {
        const event = eventOf(files.get(externalId)!, act)
        if (event) await record({ type: 'event', event })
        return event
      }),
    withdraw: (externalId) =>
      turn(async () => {
        const kept = files.get(externalId)
        if (!kept) return 'unseen'
        if (kept.status === 'WITHDRAWN') return 'withdrawn'
        if (kept.status !== 'FILED') return 'taken'
        await record({ type: 'withdrawn', externalId })
        return 'withdrawn'
      }),
    close: () => turn(() => journal.close()),
  }
}

function filed({ application, slip }: Entry & { type: 'filed' }): KeptFile {
  const seat = application.addressee.designation || application.addressee.seatId
  return { slip, application, status: 'FILED', reasonCode: null, seat, parentFileNo: null, events: [] }
}

function slipOf(prefix: string, number: number, at: Date, serviceDays: number): KeptFile['slip'] {
  const today = dayInKerala(at)
  const promised = dayInKerala(new Date(at.getTime() + serviceDays * 86_400_000))
  return {
    applicationId: `${prefix}-A${number}`,
    fileNo: `${prefix}/${number}/${today.slice(0, 4)}`,
    fileDate: hyphened(today),
    serviceDeliveryDate: hyphened(promised),
  }
}
