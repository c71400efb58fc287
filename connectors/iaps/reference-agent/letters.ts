// The register of one reference iAPS: each letter that was picked up has an inward number, and the register decides what there is.

import { join } from 'node:path'
import { z } from 'zod'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { inTurn, openJournal } from '../../reference/journal'
import { type IapsAct, type Manifest } from '../schema'

const shortText = z.string().min(1).max(200)
const remarks = z.string().min(1).max(1000)

/** What people at its desks can do with a letter. */
export const deskActSchema = z.discriminatedUnion('act', [
  /** With an inward number of the desk's own; without one that of the register. */
  z.strictObject({ act: z.literal('taken'), inwardNumber: shortText.optional() }),
  z.strictObject({ act: z.literal('opened') }),
  z.strictObject({ act: z.literal('moved'), toSeat: shortText }),
  z.strictObject({ act: z.literal('filed'), fileNumber: shortText }),
  z.strictObject({ act: z.literal('closed') }),
  z.strictObject({
    act: z.literal('refused'),
    fault: shortText,
    remarks,
    rightOffice: shortText.optional(),
  }),
  z.strictObject({ act: z.literal('returned'), remarks }),
])
export type DeskAct = z.infer<typeof deskActSchema>

export interface KeptLetter {
  manifest: Manifest
  inwardNumber: string
  inwardDay: string
  seat: string
  fileNumber: string | null
  state: 'in the office' | 'refused' | 'returned' | 'closed'
  refusal: { fault: string; remarks?: string | undefined; rightOffice?: string | undefined } | null
  acts: IapsAct[]
}

type Entry =
  | { type: 'letter'; manifest: Manifest; inwardNumber: string; inwardDay: string }
  | { type: 'refused'; manifest: Manifest; fault: string }
  | { type: 'act'; key: string; act: IapsAct }

export interface Letters {
  all(): KeptLetter[]
  find(key: string): KeptLetter | undefined
  /** Enters a letter once for each key; with a fault as one that no desk gets. */
  enter(manifest: Manifest, fault: string | null): Promise<KeptLetter>
  /** Does what someone at a desk does; null if the letter does not lie there to be acted on. */
  act(key: string, act: DeskAct): Promise<IapsAct | null>
  close(): Promise<void>
}

/** Opens the register in the folder of its instance. */
export async function openLetters(folder: string, prefix: string): Promise<Letters> {
  const journal = await openJournal<Entry>(join(folder, 'register.jsonl'))
  const letters = new Map<string, KeptLetter>()
  const turn = inTurn()
  const apply = (entry: Entry): void => {
    if (entry.type === 'act') return applyAct(letters.get(entry.key)!, entry.act)
    const { manifest } = entry
    const kept: KeptLetter = {
      ...{ manifest, inwardNumber: '', inwardDay: '', seat: manifest.to.seatName },
      ...{ fileNumber: null, state: 'in the office', refusal: null, acts: [] },
    }
    if (entry.type === 'refused') Object.assign(kept, { state: 'refused', refusal: { fault: entry.fault } })
    else Object.assign(kept, { inwardNumber: entry.inwardNumber, inwardDay: entry.inwardDay })
    letters.set(manifest.key, kept)
  }
  for (const entry of journal.past) apply(entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(entry)
  }
  return {
    all: () => [...letters.values()],
    find: (key) => letters.get(key),
    enter: (manifest, fault) =>
      turn(async () => {
        if (!letters.has(manifest.key)) {
          const inwardDay = dayInKerala(new Date())
          const number = [...letters.values()].filter(({ inwardNumber }) => inwardNumber !== '').length + 1
          const inwardNumber = `${prefix}/${number}/${inwardDay.slice(0, 4)}`
          if (fault !== null) await record({ type: 'refused', manifest, fault })
          else await record({ type: 'letter', manifest, inwardNumber, inwardDay })
        }
        return letters.get(manifest.key)!
      }),
    act: (key, deskAct) =>
      turn(async () => {
        const letter = letters.get(key)
        if (letter?.state !== 'in the office') return null
        const act = writtenAct(letter, deskAct)
        await record({ type: 'act', key, act })
        return act
      }),
    close: () => turn(() => journal.close()),
  }
}

function writtenAct(letter: KeptLetter, deskAct: DeskAct): IapsAct {
  const { key } = letter.manifest
  const number = String(letter.acts.length + 1).padStart(4, '0')
  const base = { id: `${key}-${number}`, key, at: new Date().toISOString() }
  const file = letter.fileNumber === null ? {} : { fileNumber: letter.fileNumber }
  switch (deskAct.act) {
    case 'taken': {
      const { inwardNumber = letter.inwardNumber } = deskAct
      return { ...base, act: 'taken', inwardNumber, inwardDay: dayInKerala(new Date()) }
    }
    case 'moved':
      return { ...base, act: 'moved', fromSeat: letter.seat, toSeat: deskAct.toSeat, ...file }
    case 'filed':
      return { ...base, act: 'filed', seat: letter.seat, fileNumber: deskAct.fileNumber }
    case 'opened':
    case 'closed':
    case 'refused':
    case 'returned':
      return { ...base, ...deskAct }
  }
}

function applyAct(letter: KeptLetter, act: IapsAct): void {
  letter.acts.push(act)
  switch (act.act) {
    case 'taken':
      Object.assign(letter, { inwardNumber: act.inwardNumber, inwardDay: act.inwardDay })
      return
    case 'moved':
      letter.seat = act.toSeat
      return
    case 'filed':
      letter.fileNumber = act.fileNumber
      return
    case 'refused': {
      const { fault, remarks: words, rightOffice } = act
      Object.assign(letter, { state: 'refused', refusal: { fault, remarks: words, rightOffice } })
      return
    }
    case 'returned':
    case 'closed':
      letter.state = act.act
      return
    case 'opened':
  }
}
