// What one reference Soochika has for KCS: numbered items, each offered until KCS says what came of it.

import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type KeptLetter } from '../../reference/gateway'
import { inTurn, openJournal } from '../../reference/journal'
import { type WrittenReport } from './acts'
import { type SettleResult } from './requests'

/** A letter as its clerk wrote it. */
export interface WrittenLetter {
  id: string
  version: number
  letter: KeptLetter
}

type Content = { of: 'Letter'; letter: WrittenLetter } | { of: 'Report'; report: WrittenReport }

export interface OutgoingItem {
  number: number
  content: Content
  state: 'waiting' | 'taken' | 'rejected'
  /** What KCS said: the id of its letter, or why it was refused. */
  answer: string
}

type Line = { type: 'item'; content: Content } | { type: 'result'; result: SettleResult }

export interface OutgoingBook {
  all(): OutgoingItem[]
  /** Items after a number that were not taken; of a letter that was written anew the last one alone. */
  after(number: number, limit: number): { items: OutgoingItem[]; last: number; more: boolean }
  /** Puts a report in, once for each id. */
  putReport(report: WrittenReport): Promise<void>
  /** Puts a letter in; one that is there is put in anew where it was changed, unless KCS has taken it. */
  putLetter(id: string, letter: KeptLetter): Promise<{ id: string; state: string }>
  /** Notes what came of items; ids that are not known are passed over. */
  note(results: readonly SettleResult[]): Promise<void>
  close(): Promise<void>
}

/** Opens the book in the folder of its instance. */
export async function openOutgoingBook(folder: string): Promise<OutgoingBook> {
  const journal = await openJournal<Line>(join(folder, 'outgoing.jsonl'))
  const items: OutgoingItem[] = []
  const lastOf = new Map<string, OutgoingItem>()
  const turn = inTurn()
  const apply = (line: Line): void => {
    if (line.type === 'item') {
      const { content } = line
      const item: OutgoingItem = { number: items.length + 1, content, state: 'waiting', answer: '' }
      items.push(item)
      lastOf.set(nameOf(content), item)
      return
    }
    const { Of, Id, Taken, KcsId = '', Remarks = '' } = line.result
    const item = lastOf.get(`${Of} ${Id}`)
    const isTaken = Taken === 'true'
    if (item) Object.assign(item, { state: isTaken ? 'taken' : 'rejected', answer: KcsId || Remarks })
  }
  for (const line of journal.past) apply(line)
  const write = async (line: Line): Promise<void> => {
    await journal.append(line)
    apply(line)
  }
  const isOffered = (item: OutgoingItem): boolean =>
    item.state !== 'taken' && lastOf.get(nameOf(item.content)) === item
  return {
    all: () => items,
    after(number, limit) {
      const offered = items.slice(number).filter(isOffered)
      const some = offered.slice(0, limit)
      const more = offered.length > limit
      return { items: some, last: more ? some.at(-1)!.number : Math.max(number, items.length), more }
    },
    putReport: (report) =>
      turn(async () => {
        const content: Content = { of: 'Report', report }
        if (!lastOf.has(nameOf(content))) await write({ type: 'item', content })
      }),
    putLetter: (id, letter) =>
      turn(async () => {
        const before = lastOf.get(`Letter ${id}`)
        const written = before?.content.of === 'Letter' ? before.content.letter : null
        // As it stands on the disk, so that it can be compared with what was read from there.
        const kept = JSON.parse(JSON.stringify(letter)) as KeptLetter
        const isSame = isDeepStrictEqual(kept, written?.letter)
        const version = (written?.version ?? 0) + 1
        if (!isSame && before?.state !== 'taken')
          await write({ type: 'item', content: { of: 'Letter', letter: { id, version, letter: kept } } })
        return { id, state: lastOf.get(`Letter ${id}`)!.state }
      }),
    note: (results) =>
      turn(async () => {
        for (const result of results) {
          const item = lastOf.get(`${result.Of} ${result.Id}`)
          if (item && item.state !== 'taken') await write({ type: 'result', result })
        }
      }),
    close: () => turn(() => journal.close()),
  }
}

function nameOf(content: Content): string {
  return content.of === 'Letter' ? `Letter ${content.letter.id}` : `Report ${content.report.Id}`
}
