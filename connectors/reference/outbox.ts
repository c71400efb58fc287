// What a reference agent owes to KCS (letters, call-backs): kept on disk and tried again until KCS has taken it.

import { setTimeout as wait } from 'node:timers/promises'
import { inTurn, openJournal } from './journal'

/** What one try brought: `taken` ends it, `rejected` ends it for good, null means try again. */
export type Try = { end: 'taken' | 'rejected'; status: number; answer: unknown } | null

export interface OutboxItem<T> {
  id: string
  payload: T
  state: 'waiting' | 'taken' | 'rejected'
  tries: number
  /** Of the last answer of KCS, once it has ended. */
  status: number | null
  answer: unknown
}

type Entry<T> =
  | { id: string; payload: T }
  | { id: string; end: 'taken' | 'rejected'; status: number; answer: unknown }

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000

export interface Outbox<T> {
  /** Puts an item in, once per id, and returns when it is on the disk. */
  put(id: string, payload: T): Promise<OutboxItem<T>>
  items(): OutboxItem<T>[]
  /** Tries at once what waits, for example when the settings have changed. */
  wake(): void
  stop(): Promise<void>
}

/** Opens the outbox and goes on with what was not taken yet, one item after another in the order they came. */
export async function openOutbox<T>(
  path: string,
  attempt: (id: string, payload: T) => Promise<Try>,
): Promise<Outbox<T>> {
  const journal = await openJournal<Entry<T>>(path)
  const items = new Map<string, OutboxItem<T>>()
  for (const entry of journal.past) {
    if ('payload' in entry) items.set(entry.id, fresh(entry.id, entry.payload))
    else Object.assign(items.get(entry.id)!, { state: entry.end, status: entry.status, answer: entry.answer })
  }
  const turn = inTurn()
  let bell = new AbortController()
  let stopped = false
  const wake = () => {
    bell.abort()
    bell = new AbortController()
  }

  const work = async () => {
    let pause = FIRST_WAIT_MS
    while (!stopped) {
      const { signal } = bell
      const item = [...items.values()].find(({ state }) => state === 'waiting')
      const result = item ? await attempt(item.id, item.payload).catch(() => null) : null
      if (item) item.tries += 1
      if (item && result) {
        await journal.append({ id: item.id, ...result })
        Object.assign(item, { state: result.end, status: result.status, answer: result.answer })
        pause = FIRST_WAIT_MS
        continue
      }
      await wait(item ? pause : 3_600_000, undefined, { signal, ref: false }).catch(() => undefined)
      pause = signal.aborted ? FIRST_WAIT_MS : Math.min(LONGEST_WAIT_MS, pause * 2)
    }
  }
  const working = work()

  return {
    put: (id, payload) =>
      turn(async () => {
        const presentItem = items.get(id)
        if (presentItem) return presentItem
        await journal.append({ id, payload })
        const item = fresh(id, payload)
        items.set(id, item)
        wake()
        return item
      }),
    items: () => [...items.values()],
    wake,
    async stop() {
      stopped = true
      wake()
      await working
      await journal.close()
    },
  }
}

function fresh<T>(id: string, payload: T): OutboxItem<T> {
  return { id, payload, state: 'waiting', tries: 0, status: null, answer: null }
}
