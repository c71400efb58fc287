// The dak register of one e-Office: what came in, at which desk it lies, in which file it was put.

import { join } from 'node:path'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { inTurn, openJournal } from '../../reference/journal'
import { slashed } from '../mapper'
import { type Dak, type EofficeEvent } from '../schema'
import { type DeskAct } from './acts'

export interface KeptDak {
  dakId: string
  diaryNo: string
  diaryDate: string
  dak: Dak
  createdAt: string
  state: 'DIARISED' | 'VIEWED' | 'IN_FILE' | 'CLOSED' | 'RECALLED' | 'REJECTED' | 'RETURNED'
  desk: string
  fileNo: string | null
  events: EofficeEvent[]
}

type Entry =
  | { type: 'created'; dak: Dak; dakId: string; diaryNo: string; diaryDate: string; at: string }
  | { type: 'event'; event: EofficeEvent }
  | { type: 'recalled'; kcsKey: string }
  | { type: 'file'; fileNo: string; subject: string }

export interface DakRegister {
  all(): KeptDak[]
  find(kcsKey: string): KeptDak | undefined
  /** Files of this e-Office, by number. */
  files(): ReadonlyMap<string, string>
  openFile(fileNo: string, subject: string): Promise<void>
  /** Creates the dak once per KCS key and gives it a diary number. */
  create(dak: Dak): Promise<{ kept: KeptDak; fresh: boolean }>
  /** Does what someone at a desk does; null if the dak is no longer there to be acted on. */
  act(kcsKey: string, act: DeskAct): Promise<EofficeEvent | null>
  recall(kcsKey: string): Promise<'recalled' | 'taken' | 'unseen'>
  close(): Promise<void>
}

/** Opens the register in the folder of its instance. */
export async function openDakRegister(folder: string, prefix: string): Promise<DakRegister> {
  const journal = await openJournal<Entry>(join(folder, 'dak.jsonl'))
  const daks = new Map<string, KeptDak>()
  const files = new Map<string, string>()
  const turn = inTurn()
  const apply = (entry: Entry) => {
    if (entry.type === 'created') daks.set(entry.dak.kcsKey, created(entry))
    else if (entry.type === 'event') applyEvent(daks.get(entry.event.kcsKey)!, entry.event)
    else if (entry.type === 'recalled') daks.get(entry.kcsKey)!.state = 'RECALLED'
    else files.set(entry.fileNo, entry.subject)
  }
  for (const entry of journal.past) apply(entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(entry)
  }
  return {
    all: () => [...daks.values()],
    find: (kcsKey) => daks.get(kcsKey),
    files: () => files,
    openFile: (fileNo, subject) =>
      turn(async () => {
        if (!files.has(fileNo)) await record({ type: 'file', fileNo, subject })
      }),
    create: (dak) =>
      turn(async () => {
        const keptDak = daks.get(dak.kcsKey)
        if (keptDak) return { kept: keptDak, fresh: false }
        const at = new Date()
        const today = dayInKerala(at)
        const number = daks.size + 1
        await record({
          type: 'created',
          dak,
          dakId: `${prefix}-D${number}`,
          diaryNo: `${prefix}/${number}/${today.slice(0, 4)}`,
          diaryDate: slashed(today),
          at: at.toISOString(),
        })
        return { kept: daks.get(dak.kcsKey)!, fresh: true }
      }),
    act: (kcsKey, act) =>
      turn(async () => {
        const event = eventOf(daks.get(kcsKey)!, act)
        if (event) await record({ type: 'event', event })
        return event
      }),
    recall: (kcsKey) =>
      turn(async () => {
        const keptDak = daks.get(kcsKey)
        if (!keptDak) return 'unseen'
        if (keptDak.state === 'RECALLED') return 'recalled'
        if (keptDak.state !== 'DIARISED') return 'taken'
        await record({ type: 'recalled', kcsKey })
        return 'recalled'
      }),
    close: () => turn(() => journal.close()),
  }
}

function created({ dak, dakId, diaryNo, diaryDate, at }: Entry & { type: 'created' }): KeptDak {
  const desk = dak.to.deskName
  return { dakId, diaryNo, diaryDate, dak, createdAt: at, state: 'DIARISED', desk, fileNo: null, events: [] }
}

function eventOf(keptDak: KeptDak, act: DeskAct): EofficeEvent | null {
  if (keptDak.state === 'RECALLED' || keptDak.state === 'REJECTED' || keptDak.state === 'RETURNED')
    return null
  const { kcsKey } = keptDak.dak
  const base = {
    eventId: `${keptDak.dakId}-${keptDak.events.length + 1}`,
    kcsKey,
    when: new Date().toISOString(),
  }
  switch (act.type) {
    case 'DIARISED':
      return { ...base, type: act.type, diaryNo: keptDak.diaryNo, diaryDate: keptDak.diaryDate }
    case 'MOVED': {
      const file = keptDak.fileNo === null ? {} : { fileNo: keptDak.fileNo }
      return { ...base, type: act.type, fromDesk: keptDak.desk, toDesk: act.toDesk, ...file }
    }
    case 'PUT_IN_FILE':
      return { ...base, type: act.type, desk: keptDak.desk, fileNo: act.fileNo }
    case 'VIEWED':
    case 'CLOSED':
    case 'REJECTED':
    case 'RETURNED':
      return { ...base, ...act }
  }
}

function applyEvent(keptDak: KeptDak, event: EofficeEvent): void {
  keptDak.events.push(event)
  switch (event.type) {
    case 'MOVED':
      keptDak.desk = event.toDesk
      return
    case 'PUT_IN_FILE':
      keptDak.fileNo = event.fileNo
      keptDak.state = 'IN_FILE'
      return
    case 'VIEWED':
      if (keptDak.state === 'DIARISED') keptDak.state = 'VIEWED'
      return
    case 'CLOSED':
    case 'REJECTED':
    case 'RETURNED':
      keptDak.state = event.type
      return
    case 'DIARISED':
  }
}
