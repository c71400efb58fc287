// The outbox of one reference ILGMS: rows for KCS to collect, each offered until KCS says that it was taken.

import { join } from 'node:path'
import { LETTER_KINDS, type LetterKind } from '../../../domain/letters/dispatch/dispatch'
import { type KeptLetter } from '../../reference/gateway'
import { inTurn, openJournal } from '../../reference/journal'
import { theirWord } from '../../wording'
import { hyphened, languageCodes, letterTypes, priorities } from '../mapper'
import { type Results } from '../schema'
import { type WrittenEvent } from './acts'

/** A letter as it stands in the outbox. */
export interface WrittenLetter {
  type: 'LETTER'
  letterId: string
  revision: number
  [member: string]: unknown
}

export interface Row {
  row: number
  content: WrittenLetter | WrittenEvent
  state: 'waiting' | 'taken' | 'rejected'
  /** What KCS said: the id of its letter, or why it was refused. */
  answer: string
}

type Result = Results['results'][number]
type Entry = { type: 'row'; content: Row['content'] } | { type: 'result'; result: Result }

export interface RowBook {
  all(): Row[]
  /** Rows after a number that were not taken; a letter that was written anew stands in its last row alone. */
  after(row: number, count: number): { rows: Row[]; lastRow: number; more: boolean }
  /** Puts an event in, once for each id. */
  putEvent(event: WrittenEvent): Promise<void>
  /** Puts a letter in; one that is there already is put in anew where it was changed, unless KCS has taken it. */
  putLetter(id: string, letter: KeptLetter): Promise<{ id: string; state: string }>
  /** Notes what came of rows; ids that are not known are passed over. */
  note(results: readonly Result[]): Promise<void>
  close(): Promise<void>
}

/** Opens the outbox in the folder of its instance. */
export async function openRowBook(folder: string): Promise<RowBook> {
  const journal = await openJournal<Entry>(join(folder, 'rows.jsonl'))
  const rows: Row[] = []
  /** The last row of each id. */
  const lastOf = new Map<string, Row>()
  const turn = inTurn()
  const apply = (entry: Entry): void => {
    if (entry.type === 'row') {
      const row: Row = { row: rows.length + 1, content: entry.content, state: 'waiting', answer: '' }
      rows.push(row)
      lastOf.set(nameOf(entry.content.type, idOf(row)), row)
      return
    }
    const { type, id, result, dispatchId = '', remarks = '' } = entry.result
    const row = lastOf.get(nameOf(type, id))
    if (row) Object.assign(row, { state: STATES[result], answer: dispatchId || remarks })
  }
  for (const entry of journal.past) apply(entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(entry)
  }
  const isOffered = (row: Row): boolean =>
    row.state !== 'taken' && lastOf.get(nameOf(row.content.type, idOf(row))) === row
  return {
    all: () => rows,
    after(number, count) {
      const offered = rows.slice(Math.max(0, number)).filter(isOffered)
      const some = offered.slice(0, count)
      const more = offered.length > count
      return { rows: some, lastRow: more ? some.at(-1)!.row : Math.max(number, rows.length), more }
    },
    putEvent: (event) =>
      turn(async () => {
        if (!lastOf.has(nameOf('EVENT', event.eventId))) await record({ type: 'row', content: event })
      }),
    putLetter: (id, letter) =>
      turn(async () => {
        const before = lastOf.get(nameOf('LETTER', id))
        const revision = ((before?.content as WrittenLetter | undefined)?.revision ?? 0) + 1
        const content = writtenLetter(id, revision, letter)
        const isChanged =
          JSON.stringify({ ...content, revision: revision - 1 }) !== JSON.stringify(before?.content)
        if (before?.state !== 'taken' && isChanged) await record({ type: 'row', content })
        return { id, state: lastOf.get(nameOf('LETTER', id))!.state }
      }),
    note: (results) =>
      turn(async () => {
        for (const result of results) {
          const row = lastOf.get(nameOf(result.type, result.id))
          if (row && row.state !== 'taken') await record({ type: 'result', result })
        }
      }),
    close: () => turn(() => journal.close()),
  }
}

const STATES = { TAKEN: 'taken', REFUSED: 'rejected' } as const

export function idOf({ content }: Row): string {
  return content.type === 'LETTER' ? content.letterId : content.eventId
}

function nameOf(type: string, id: string): string {
  return `${type} ${id}`
}

/** A letter that was handed in at a desk, in the words of ILGMS. */
function writtenLetter(id: string, revision: number, letter: KeptLetter): WrittenLetter {
  const kind = (LETTER_KINDS as readonly string[]).includes(letter.kind)
    ? (letter.kind as LetterKind)
    : 'letter'
  return {
    type: 'LETTER',
    letterId: id,
    revision,
    letterType: letterTypes[kind],
    officeCode: letter.office,
    seatCode: letter.sender.seat,
    subject: letter.subject,
    letterNo: letter.letterNumber,
    letterDate: hyphened(letter.letterDate),
    fileNo: letter.fileNumber,
    priority: letter.urgency === undefined ? undefined : theirWord(priorities, letter.urgency),
    language: letter.language === undefined ? undefined : theirWord(languageCodes, letter.language),
    to: letter.recipients.map(({ office, seat, purpose }) => ({
      officeCode: office,
      seatCode: seat,
      copy: purpose === 'information',
    })),
    takeWithinSeconds: letter.times?.acknowledgeWithinSeconds,
    riseEverySeconds: letter.times?.escalateEverySeconds,
    attachments: letter.documents.map(({ name, mediaType, sha256 }) => ({
      attachmentId: sha256,
      fileName: name,
      fileType: mediaType,
      sha256,
    })),
  }
}
