// What one reference iAPS has for KCS: letters and acts, each in the out folder until KCS has moved it away and said what came of it.

import { createHash } from 'node:crypto'
import { copyFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type KeptLetter } from '../../reference/gateway'
import { inTurn, openJournal, writeWhole } from '../../reference/journal'
import { theirWord } from '../../wording'
import { kinds, languages, priorities } from '../mapper'
import { FOLDERS, type IapsAct, outName, type OutType, type Verdict } from '../schema'

/** A letter as it is offered. */
interface WrittenLetter {
  id: string
  [member: string]: unknown
}

export interface OutItem {
  /** As the desk knows it. */
  id: string
  type: OutType
  content: WrittenLetter | IapsAct
  state: 'waiting' | 'taken' | 'rejected'
  /** What KCS said: the id of its letter, or why it was refused. */
  answer: string
}

type Entry =
  | { type: 'item'; of: OutType; id: string; content: OutItem['content'] }
  | { type: 'verdict'; verdict: Verdict }

export interface OutBook {
  all(): OutItem[]
  /** Puts an act in, once for each id. */
  putAct(act: IapsAct): Promise<void>
  /** Puts a letter in; one that is there is put in anew where it was changed, unless KCS has taken it. */
  putLetter(id: string, letter: KeptLetter): Promise<{ id: string; state: string }>
  /** Notes what came of an item; one that is not known is passed over. */
  note(verdict: Verdict): Promise<void>
  /** Writes what waits and does not lie in the out folder. */
  write(): Promise<void>
  close(): Promise<void>
}

/** Opens the book in the folder of its instance; its documents are those of the desk. */
export async function openOutBook(folder: string, drop: string): Promise<OutBook> {
  const journal = await openJournal<Entry>(join(folder, 'out.jsonl'))
  const items = new Map<string, OutItem>()
  const turn = inTurn()
  const apply = (entry: Entry): void => {
    if (entry.type === 'item') {
      const { of, id, content } = entry
      items.set(`${of} ${content.id}`, { id, type: of, content, state: 'waiting', answer: '' })
      return
    }
    const { id, type, taken, kcsId = '', remarks = '' } = entry.verdict
    const item = items.get(`${type} ${id}`)
    if (item) Object.assign(item, { state: taken ? 'taken' : 'rejected', answer: kcsId || remarks })
  }
  for (const entry of journal.past) apply(entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(entry)
  }
  return {
    all: () => [...items.values()],
    putAct: (act) =>
      turn(async () => {
        if (!items.has(`act ${act.id}`)) await record({ type: 'item', of: 'act', id: act.id, content: act })
      }),
    putLetter: (id, letter) =>
      turn(async () => {
        const content = writtenLetter(id, letter, await sizesOf(folder, letter))
        const before = items.get(`letter ${content.id}`)
        const isSame = isDeepStrictEqual(content, before?.content)
        if (!isSame && before?.state !== 'taken') await record({ type: 'item', of: 'letter', id, content })
        return { id, state: items.get(`letter ${content.id}`)!.state }
      }),
    note: (verdict) =>
      turn(async () => {
        if (items.get(`${verdict.type} ${verdict.id}`)?.state === 'waiting')
          await record({ type: 'verdict', verdict })
      }),
    write: () =>
      turn(async () => {
        const lying = new Set(await readdir(join(drop, FOLDERS.out)))
        for (const { type, content, state } of items.values()) {
          const name = outName(content.id, type)!
          // A letter that was corrected waits until the one before has been moved away.
          if (state === 'waiting' && !lying.has(name)) await writeItem(folder, drop, name, content)
        }
      }),
    close: () => turn(() => journal.close()),
  }
}

/** The documents first, so that what is named lies there. */
async function writeItem(
  folder: string,
  drop: string,
  name: string,
  content: OutItem['content'],
): Promise<void> {
  const files = 'files' in content ? (content.files as { file: string; sha256: string }[]) : []
  for (const { file, sha256 } of files)
    await copyFile(join(folder, 'documents', sha256), join(drop, FOLDERS.outFiles, file))
  await writeWhole(join(drop, FOLDERS.out, name), JSON.stringify(content))
}

async function sizesOf(folder: string, { documents }: KeptLetter): Promise<number[]> {
  const sizes: number[] = []
  for (const { sha256 } of documents) sizes.push((await stat(join(folder, 'documents', sha256))).size)
  return sizes
}

/** A name of its own for whatever a desk calls its letter. */
function nameOf(id: string): string {
  return `L${createHash('sha256').update(id).digest('hex').slice(0, 24)}`
}

/** A letter that was handed in at a desk, in the words of iAPS; what has none stays as it is, so that KCS refuses it. */
function writtenLetter(id: string, letter: KeptLetter, sizes: readonly number[]): WrittenLetter {
  const name = nameOf(id)
  const written = {
    grade: 'open',
    office: letter.office,
    seat: letter.sender.seat,
    kind: theirWord(kinds, letter.kind),
    subject: letter.subject,
    letterNumber: letter.letterNumber,
    letterDay: letter.letterDate,
    fileNumber: letter.fileNumber,
    priority: letter.urgency && theirWord(priorities, letter.urgency),
    language: letter.language && theirWord(languages, letter.language),
    to: letter.recipients,
    acknowledgeWithinSeconds: letter.times?.acknowledgeWithinSeconds,
    escalateEverySeconds: letter.times?.escalateEverySeconds,
    files: letter.documents.map(({ name: shown, mediaType, sha256 }, index) => ({
      file: `${name}.${index + 1}.${sha256.slice(0, 8)}`,
      ...{ name: shown, mediaType, sha256, bytes: sizes[index] },
    })),
  }
  // As it stands on the disk, so that it can be compared with what was read from there.
  return { id: name, ...(JSON.parse(JSON.stringify(written)) as object) }
}
