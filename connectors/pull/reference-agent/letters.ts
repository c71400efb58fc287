// The letters that the reference agent has fetched: what they are, what was done with them, kept in a journal.

import { join } from 'node:path'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { inTurn, openJournal } from '../../reference/journal'
import { type Inward, type Said } from './wire'

export interface FetchedLetter {
  deliveryKey: string
  reference: string
  inward: Inward
  fetchedAt: string
  state: 'delivered' | 'acknowledged' | 'refused' | 'withdrawn'
  /** sha256 of the documents that are here and have their hash. */
  documents: string[]
  diaryNumber: string | null
  /** What was said of it, each with the key under which it is said. */
  said: { key: string; said: Said }[]
}

type Entry =
  | { type: 'fetched'; deliveryKey: string; reference: string; inward: Inward; at: string }
  | { type: 'document'; deliveryKey: string; sha256: string }
  | { type: 'said'; deliveryKey: string; key: string; said: Said }
  | { type: 'withdrawn'; deliveryKey: string }

export interface Letters {
  all(): FetchedLetter[]
  find(deliveryKey: string): FetchedLetter | undefined
  /** Keeps a letter once per delivery key, however often it is given out. */
  keep(inward: Inward): Promise<FetchedLetter>
  hasDocument(deliveryKey: string, sha256: string): Promise<void>
  /** Adds what the office did; `make` sees the letter as it is and may return null to leave it. */
  say(
    deliveryKey: string,
    make: (letter: FetchedLetter) => Said | null,
  ): Promise<{ key: string; said: Said } | null>
  /** Gives a recalled letter back, unless the office has taken it. */
  withdraw(deliveryKey: string): Promise<'withdrawn' | 'taken'>
  /** The next diary number of this agent. */
  nextDiaryNumber(at: Date): string
  close(): Promise<void>
}

/** Opens the register of fetched letters in the folder. */
export async function openLetters(folder: string, prefix: string): Promise<Letters> {
  const journal = await openJournal<Entry>(join(folder, 'letters.jsonl'))
  const letters = new Map<string, FetchedLetter>()
  const turn = inTurn()
  for (const entry of journal.past) apply(letters, entry)
  const record = async (entry: Entry): Promise<void> => {
    await journal.append(entry)
    apply(letters, entry)
  }
  return {
    all: () => [...letters.values()],
    find: (deliveryKey) => letters.get(deliveryKey),
    keep: (inward) =>
      turn(async () => {
        const { deliveryKey } = inward
        if (!letters.has(deliveryKey)) {
          const reference = `${prefix}-${letters.size + 1}`
          await record({ type: 'fetched', deliveryKey, reference, inward, at: new Date().toISOString() })
        }
        return letters.get(deliveryKey)!
      }),
    hasDocument: (deliveryKey, sha256) => turn(() => record({ type: 'document', deliveryKey, sha256 })),
    say: (deliveryKey, make) =>
      turn(async () => {
        const letter = letters.get(deliveryKey)!
        const said = make(letter)
        if (!said) return null
        const key = `${deliveryKey}-${letter.said.length + 1}`
        await record({ type: 'said', deliveryKey, key, said })
        return { key, said }
      }),
    withdraw: (deliveryKey) =>
      turn(async () => {
        const state = letters.get(deliveryKey)?.state
        if (state === 'acknowledged' || state === 'refused') return 'taken'
        if (state === 'delivered') await record({ type: 'withdrawn', deliveryKey })
        return 'withdrawn'
      }),
    nextDiaryNumber(at) {
      const taken = [...letters.values()].filter(({ diaryNumber }) => diaryNumber !== null).length
      return `${prefix}/${dayInKerala(at).slice(0, 4)}/${taken + 1}`
    },
    close: () => turn(() => journal.close()),
  }
}

function apply(letters: Map<string, FetchedLetter>, entry: Entry): void {
  const { deliveryKey } = entry
  if (entry.type === 'fetched') {
    const { reference, inward, at: fetchedAt } = entry
    const fresh = { state: 'delivered', documents: [], diaryNumber: null, said: [] } as const
    letters.set(deliveryKey, { deliveryKey, reference, inward, fetchedAt, ...fresh, documents: [], said: [] })
    return
  }
  const letter = letters.get(deliveryKey)!
  switch (entry.type) {
    case 'document':
      letter.documents.push(entry.sha256)
      return
    case 'withdrawn':
      letter.state = 'withdrawn'
      return
    case 'said': {
      const { key, said } = entry
      letter.said.push({ key, said })
      if (said.act === 'refuse') letter.state = 'refused'
      if (said.act === 'acknowledge') {
        letter.state = 'acknowledged'
        letter.diaryNumber = String(said.body['diaryNumber'])
      }
    }
  }
}

/** Whether all documents of the letter are here. */
export function isWhole({ inward, documents }: FetchedLetter): boolean {
  return inward.documents.every(({ sha256 }) => documents.includes(sha256))
}
