// The inward register of one ILGMS: what was entered at the front office, at which seat the file lies, what was done with it.

import { join } from 'node:path'
import { inTurn, openJournal } from '../../reference/journal'
import { type Inward, type INWARD_STATES } from '../schema'
import { indianTime, type SeatAct, type WrittenEvent } from './acts'

/** The slip of the front office, with the time by which the panchayat promises to have taken the tapal. */
export interface WrittenSlip {
  slipNo: string
  fileNo: string
  fileDate: string
  serviceDeliveryTime: string
}

export interface KeptInward {
  inward: Inward
  slip: WrittenSlip
  state: (typeof INWARD_STATES)[number]
  seat: string
  /** The file of the panchayat in which it was put; at first its own. */
  file: string | null
  events: WrittenEvent[]
}

type Entry =
  | { type: 'entered'; inward: Inward; slip: WrittenSlip }
  | { type: 'event'; event: WrittenEvent }
  | { type: 'cancelled'; letterKey: string }

export interface InwardRegister {
  all(): KeptInward[]
  find(letterKey: string): KeptInward | undefined
  /** Enters a tapal once for each letter key, and gives it a file number and a slip. */
  enter(inward: Inward): Promise<{ kept: KeptInward; fresh: boolean }>
  /** Does what someone at a seat does; null if the file is no longer there to be acted on. */
  act(letterKey: string, act: SeatAct): Promise<WrittenEvent | null>
  cancel(letterKey: string): Promise<'cancelled' | 'taken' | 'unseen'>
  close(): Promise<void>
}

/** Opens the register in the folder of its instance. */
export async function openInwardRegister(folder: string, prefix: string): Promise<InwardRegister> {
  const journal = await openJournal<Entry>(join(folder, 'inwards.jsonl'))
  const inwards = new Map<string, KeptInward>()
  const turn = inTurn()
  for (const entry of journal.past) apply(inwards, entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(inwards, entry)
  }
  return {
    all: () => [...inwards.values()],
    find: (letterKey) => inwards.get(letterKey),
    enter: (inward) =>
      turn(async () => {
        const known = inwards.get(inward.letterKey)
        if (known) return { kept: known, fresh: false }
        await record({ type: 'entered', inward, slip: slipOf(inward, prefix, inwards.size + 1) })
        return { kept: inwards.get(inward.letterKey)!, fresh: true }
      }),
    act: (letterKey, act) =>
      turn(async () => {
        const event = eventOf(inwards.get(letterKey)!, act)
        if (event) await record({ type: 'event', event })
        return event
      }),
    cancel: (letterKey) =>
      turn(async () => {
        const kept = inwards.get(letterKey)
        if (!kept) return 'unseen'
        if (kept.state === 'CANCELLED') return 'cancelled'
        if (kept.state !== 'ENTERED') return 'taken'
        await record({ type: 'cancelled', letterKey })
        return 'cancelled'
      }),
    close: () => turn(() => journal.close()),
  }
}

function slipOf({ serviceSeconds }: Inward, prefix: string, count: number): WrittenSlip {
  const at = new Date()
  const today = indianTime(at).slice(0, 10)
  return {
    slipNo: `${prefix}-S${count}`,
    fileNo: `${prefix}/${count}/${today.slice(6)}`,
    fileDate: today,
    serviceDeliveryTime: indianTime(new Date(at.getTime() + serviceSeconds * 1000)),
  }
}

function eventOf(kept: KeptInward, act: SeatAct): WrittenEvent | null {
  if (['CANCELLED', 'REJECTED', 'RETURNED'].includes(kept.state)) return null
  const { inward, slip, seat, file, events } = kept
  const base = {
    type: 'EVENT',
    eventId: `${slip.slipNo}-${events.length + 1}`,
    letterKey: inward.letterKey,
    at: indianTime(new Date()),
  } as const
  switch (act.event) {
    case 'ENTERED':
      return { ...base, event: act.event, fileNo: act.fileNo ?? slip.fileNo, fileDate: slip.fileDate }
    case 'MOVED':
      return {
        ...base,
        event: act.event,
        fromSeat: seat,
        toSeat: act.toSeat,
        ...(file === null ? {} : { fileNo: file }),
      }
    case 'PUT_IN_FILE':
      return { ...base, event: act.event, seat, fileNo: act.fileNo }
    case 'REJECTED': {
      const { rightOfficeCode, ...rest } = act
      return { ...base, ...rest, ...(rightOfficeCode === undefined ? {} : { rightOfficeCode }) }
    }
    case 'OPENED':
    case 'DISPOSED':
    case 'RETURNED':
      return { ...base, ...act }
  }
}

function apply(inwards: Map<string, KeptInward>, entry: Entry): void {
  if (entry.type === 'entered') {
    const { inward, slip } = entry
    inwards.set(inward.letterKey, {
      ...{ inward, slip, state: 'ENTERED', seat: inward.to.seatName, file: null, events: [] },
    })
    return
  }
  if (entry.type === 'cancelled') {
    inwards.get(entry.letterKey)!.state = 'CANCELLED'
    return
  }
  const { event } = entry
  const kept = inwards.get(event.letterKey)!
  kept.events.push(event)
  switch (event.event) {
    case 'MOVED':
      kept.seat = event.toSeat
      return
    case 'PUT_IN_FILE':
      kept.file = event.fileNo
      kept.state = 'IN_FILE'
      return
    case 'OPENED':
      if (kept.state === 'ENTERED') kept.state = 'OPENED'
      return
    case 'DISPOSED':
    case 'REJECTED':
    case 'RETURNED':
      kept.state = event.event
      return
    case 'ENTERED':
  }
}
