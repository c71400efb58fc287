// The letters that arrived at the reference agent: what they are, what was done with them, kept in a journal.

import { join } from 'node:path'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { inTurn, openJournal } from '../../reference/journal'
import { type Arrival } from '../../reference/protocol'
import { type ReportBody } from './wire'

export interface ArrivedLetter {
  deliveryKey: string
  reference: string
  arrival: Arrival
  arrivedAt: string
  state: 'accepted' | 'delivered' | 'acknowledged' | 'refused' | 'withdrawn'
  /** sha256 of the documents that were fetched and have their hash. */
  fetched: string[]
  diary: { number: string; date: string } | null
  reports: ReportBody[]
}

type Entry =
  | {
      type: 'arrived'
      deliveryKey: string
      reference: string
      arrival: Arrival
      at: string
      accepted: boolean
    }
  | { type: 'fetched'; deliveryKey: string; sha256: string }
  | { type: 'report'; deliveryKey: string; report: ReportBody }
  | { type: 'withdrawn'; deliveryKey: string }

export interface Letters {
  all(): ArrivedLetter[]
  find(deliveryKey: string): ArrivedLetter | undefined
  /** Keeps a letter once per delivery key; `fresh` tells whether this call was the one. */
  arrive(arrival: Arrival, accepted: boolean): Promise<{ letter: ArrivedLetter; fresh: boolean }>
  fetched(deliveryKey: string, sha256: string): Promise<void>
  /** Adds what the office did; `make` sees the letter as it is and may answer null to leave it. */
  report(deliveryKey: string, make: (letter: ArrivedLetter) => ReportBody | null): Promise<ReportBody | null>
  withdraw(deliveryKey: string): Promise<'withdrawn' | 'taken' | 'unseen'>
  /** The next diary number of this agent. */
  nextDiaryNumber(at: Date): string
  close(): Promise<void>
}

/** Opens the register of arrived letters in the folder. */
export async function openLetters(folder: string, prefix: string): Promise<Letters> {
  const journal = await openJournal<Entry>(join(folder, 'letters.jsonl'))
  const letters = new Map<string, ArrivedLetter>()
  const turn = inTurn()
  for (const entry of journal.past) apply(letters, entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(letters, entry)
  }
  return {
    all: () => [...letters.values()],
    find: (deliveryKey) => letters.get(deliveryKey),
    arrive: (arrival, accepted) =>
      turn(async () => {
        const letter = letters.get(arrival.deliveryKey)
        if (letter) return { letter, fresh: false }
        const { deliveryKey } = arrival
        const reference = `${prefix}-${letters.size + 1}`
        await record({
          type: 'arrived',
          deliveryKey,
          reference,
          arrival,
          at: new Date().toISOString(),
          accepted,
        })
        return { letter: letters.get(deliveryKey)!, fresh: true }
      }),
    fetched: (deliveryKey, sha256) => turn(() => record({ type: 'fetched', deliveryKey, sha256 })),
    report: (deliveryKey, make) =>
      turn(async () => {
        const report = make(letters.get(deliveryKey)!)
        if (report) await record({ type: 'report', deliveryKey, report })
        return report
      }),
    withdraw: (deliveryKey) =>
      turn(async () => {
        const letter = letters.get(deliveryKey)
        if (!letter) return 'unseen'
        if (letter.state === 'withdrawn') return 'withdrawn'
        if (letter.state === 'acknowledged' || letter.state === 'refused') return 'taken'
        await record({ type: 'withdrawn', deliveryKey })
        return 'withdrawn'
      }),
    nextDiaryNumber(at) {
      const diaryNumbers = [...letters.values()].filter(({ diary }) => diary !== null).length
      return `${prefix}/${dayInKerala(at).slice(0, 4)}/${diaryNumbers + 1}`
    },
    close: () => turn(() => journal.close()),
  }
}

function apply(letters: Map<string, ArrivedLetter>, entry: Entry): void {
  if (entry.type === 'arrived') {
    const { deliveryKey, reference, arrival, at, accepted } = entry
    const state = accepted ? 'accepted' : 'delivered'
    letters.set(deliveryKey, {
      deliveryKey,
      reference,
      arrival,
      arrivedAt: at,
      state,
      fetched: [],
      diary: null,
      reports: [],
    })
    return
  }
  const letter = letters.get(entry.deliveryKey)!
  switch (entry.type) {
    case 'fetched':
      letter.fetched.push(entry.sha256)
      if (letter.state === 'accepted' && isWhole(letter)) letter.state = 'delivered'
      return
    case 'withdrawn':
      letter.state = 'withdrawn'
      return
    case 'report':
      letter.reports.push(entry.report)
      if (entry.report.kind === 'refused') letter.state = 'refused'
      if (entry.report.kind === 'acknowledged') {
        letter.state = 'acknowledged'
        letter.diary = { number: entry.report.diaryNumber, date: entry.report.diaryDate }
      }
  }
}

/** Whether all documents of the letter are here. */
export function isWhole(letter: ArrivedLetter): boolean {
  return letter.arrival.documents.every(({ sha256 }) => letter.fetched.includes(sha256))
}
