// What one reference DDFS has for KCS: numbered entries, each offered until KCS says that it was taken.

import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type KeptLetter } from '../../reference/gateway'
import { inTurn, openJournal } from '../../reference/journal'
import { theirWord } from '../../wording'
import { kinds, languages, priorities } from '../mapper'
import { type Verdicts } from '../schema'
import { type WrittenAct } from './acts'

/** A letter as it is offered. */
export interface WrittenLetter {
  type: 'LETTER'
  id: string
  version: number
  [member: string]: unknown
}

export interface OutgoingEntry {
  number: number
  content: WrittenLetter | WrittenAct
  state: 'waiting' | 'taken' | 'rejected'
  /** What KCS said: the id of its letter, or why it was refused. */
  answer: string
}

type Verdict = Verdicts['verdicts'][number]
type Entry = { type: 'entry'; content: OutgoingEntry['content'] } | { type: 'verdict'; verdict: Verdict }

export interface OutgoingBook {
  all(): OutgoingEntry[]
  /** Entries after a number that were not taken; of a letter that was written anew the last one alone. */
  after(number: number, limit: number): { entries: OutgoingEntry[]; last: number; more: boolean }
  /** Puts an act in, once for each id. */
  putAct(act: WrittenAct): Promise<void>
  /** Puts a letter in; one that is there is put in anew where it was changed, unless KCS has taken it. */
  putLetter(id: string, letter: KeptLetter): Promise<{ id: string; state: string }>
  /** Notes what came of entries; ids that are not known are passed over. */
  note(verdicts: readonly Verdict[]): Promise<void>
  close(): Promise<void>
}

/** Opens the book in the folder of its instance. */
export async function openOutgoingBook(folder: string): Promise<OutgoingBook> {
  const journal = await openJournal<Entry>(join(folder, 'outgoing.jsonl'))
  const entries: OutgoingEntry[] = []
  const lastOf = new Map<string, OutgoingEntry>()
  const turn = inTurn()
  const apply = (entry: Entry): void => {
    if (entry.type === 'entry') {
      const { content } = entry
      const made: OutgoingEntry = { number: entries.length + 1, content, state: 'waiting', answer: '' }
      entries.push(made)
      lastOf.set(nameOf(content), made)
      return
    }
    const { taken, kcsId = '', remarks = '' } = entry.verdict
    const answered = lastOf.get(nameOf(entry.verdict))
    if (answered) Object.assign(answered, { state: taken ? 'taken' : 'rejected', answer: kcsId || remarks })
  }
  for (const entry of journal.past) apply(entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(entry)
  }
  const isOffered = (entry: OutgoingEntry): boolean =>
    entry.state !== 'taken' && lastOf.get(nameOf(entry.content)) === entry
  return {
    all: () => entries,
    after(number, limit) {
      const offered = entries.slice(number).filter(isOffered)
      const some = offered.slice(0, limit)
      const more = offered.length > limit
      return { entries: some, last: more ? some.at(-1)!.number : Math.max(number, entries.length), more }
    },
    putAct: (content) =>
      turn(async () => {
        if (!lastOf.has(nameOf(content))) await record({ type: 'entry', content })
      }),
    putLetter: (id, letter) =>
      turn(async () => {
        const before = lastOf.get(nameOf({ type: 'LETTER', id }))
        const version = ((before?.content as WrittenLetter | undefined)?.version ?? 0) + 1
        const content = writtenLetter(id, version, letter)
        const isSame = isDeepStrictEqual({ ...content, version: version - 1 }, before?.content)
        if (!isSame && before?.state !== 'taken') await record({ type: 'entry', content })
        return { id, state: lastOf.get(nameOf(content))!.state }
      }),
    note: (verdicts) =>
      turn(async () => {
        for (const verdict of verdicts) {
          const entry = lastOf.get(nameOf(verdict))
          if (entry && entry.state !== 'taken') await record({ type: 'verdict', verdict })
        }
      }),
    close: () => turn(() => journal.close()),
  }
}

function nameOf({ type, id }: { type: string; id: string }): string {
  return `${type} ${id}`
}

/** A letter that was handed in at a desk, in the words of DDFS; what has none stays as it is, so that KCS refuses it. */
function writtenLetter(id: string, version: number, letter: KeptLetter): WrittenLetter {
  const written = {
    office: letter.office,
    desk: letter.sender.seat,
    kind: theirWord(kinds, letter.kind),
    subject: letter.subject,
    letterNo: letter.letterNumber,
    letterDay: letter.letterDate,
    fileNo: letter.fileNumber,
    priority: letter.urgency && theirWord(priorities, letter.urgency),
    language: letter.language && theirWord(languages, letter.language),
    to: letter.recipients.map(({ office, seat, purpose }) => ({
      office,
      desk: seat,
      purpose: purpose === 'information' ? 'INFORMATION' : 'ACTION',
    })),
    replySeconds: letter.times?.acknowledgeWithinSeconds,
    riseSeconds: letter.times?.escalateEverySeconds,
    files: letter.documents.map(({ name, mediaType, sha256 }) => ({
      fileId: sha256,
      name,
      mediaType,
      sha256,
    })),
  }
  // As it stands on the disk, so that it can be compared with what was read from there.
  return { type: 'LETTER', id, version, ...(JSON.parse(JSON.stringify(written)) as object) }
}
