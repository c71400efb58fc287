// What an agent must do that comes for its letters: cases that run against any live one, which calls a stand-in of KCS.

import { equal, ok } from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { Envelope } from '../connectors/connector'
import type { Giving, PullStandIn } from '../process/agent-check'

export interface PullSubject {
  standIn: PullStandIn
  /** A new specimen letter with a delivery key and documents of its own: one, or three in Malayalam. At first they are given out so. */
  letter(how?: LetterOptions): { id: string; envelope: Envelope }
  /** So long a case waits for the agent to do something. */
  waitMs: number
}

interface LetterOptions {
  isMalayalam?: boolean
  given?: readonly Giving[]
}

export interface PullCase {
  /** Names it, and what is wrong where it goes wrong, for machines. */
  id: string
  /** A sentence that says what the agent does when it conforms. */
  title: string
  /** What is done to the agent, and what its maker changes where it goes wrong. */
  asked: string
  change: string
  /** Cases without which it cannot be judged. */
  needs: readonly string[]
  /** Whether KCS can do without it. */
  isAdvice?: boolean
  /** Throws AssertionError with a sentence of what came when the agent does not do it. */
  run(subject: PullSubject): Promise<void>
}

export const PULL_CASES: readonly PullCase[] = [
  {
    id: 'comes',
    title: 'It comes for its letters with its key',
    asked: 'Nothing: it is for the agent to call GET /v1/agent/inwards.',
    change:
      'Point the agent at the address that this command printed, and send Authorization: Bearer with the key.',
    needs: [],
    async run(subject) {
      const { comings } = subject.standIn
      await until(subject, () => comings.right > 0 || comings.wrong > 0, 'It did not come')
      ok(comings.right > 0, 'It does not show its key as Authorization: Bearer.')
    },
  },
  {
    id: 'receives',
    title: 'It says that it has a letter, by an id of its own',
    asked: 'A letter was given out.',
    change: 'POST …/receive with {"reference":"…"} once the letter is safe on disk.',
    needs: ['comes'],
    async run(subject) {
      const { id } = lay(subject)
      ok((await arrival(subject, id, 1)) !== '', 'Its reference is empty.')
    },
  },
  {
    id: 'says-again',
    title: 'What it said and was not answered it says again',
    asked: 'A letter was given out; what was said of it was answered with 503 and Retry-After: 1.',
    change:
      'Keep what you have to say on disk, and say it again under its Idempotency-Key until it is answered with 200.',
    needs: ['receives'],
    async run(subject) {
      subject.standIn.failSaid(1)
      const { id } = lay(subject)
      equal(await arrival(subject, id, 2), await arrival(subject, id, 1), 'It names another reference.')
    },
  },
  {
    id: 'given-twice',
    title: 'A letter that is given out twice is one letter under one reference',
    asked: 'A letter was given out, and given out again as after a lease that ran out.',
    change: 'Look the delivery key up before you keep a letter, and say the reference that it has.',
    needs: ['receives', 'says-again'],
    async run(subject) {
      const { standIn } = subject
      standIn.failSaid(1)
      const { id } = lay(subject)
      const first = await arrival(subject, id, 1)
      // As after a lease that ran out, for KCS did not hear what was said.
      standIn.release(id)
      equal(await arrival(subject, id, 2), first, 'It names another reference the second time.')
    },
  },
  {
    id: 'malayalam',
    title: 'It takes a letter in Malayalam with three documents, and fetches each of them',
    asked: 'A letter was given out with subject, names and three documents in Malayalam.',
    change:
      'Read bodies as UTF-8, keep them in columns of Unicode (utf8mb4, NVARCHAR), and fetch every document.',
    needs: ['receives'],
    async run(subject) {
      const { id, envelope } = lay(subject, { isMalayalam: true })
      await arrival(subject, id, 1)
      await until(subject, () => isFetched(subject, envelope), 'It did not fetch all of its documents')
    },
  },
  {
    id: 'documents',
    title: 'It fetches the documents, also where the line broke in the middle',
    asked: 'A letter was given out, and the line broke in the middle of its document.',
    change:
      'Fetch a document until it is there: with Range: bytes=N- where it broke off, or from the beginning.',
    needs: ['receives'],
    async run(subject) {
      const { envelope } = lay(subject, { given: ['broken'] })
      await until(subject, () => isFetched(subject, envelope), 'It did not fetch the document to its end')
    },
  },
  {
    id: 'range',
    title: 'It fetches a document on from where the line broke',
    asked: 'A letter was given out, and the line broke in the middle of its document.',
    change:
      'Ask with Range: bytes=N- for what is missing: over a thin line a large document may never come in one go.',
    needs: ['receives', 'documents'],
    isAdvice: true,
    async run(subject) {
      const hasGoneOn = () => subject.standIn.fetchings.some(({ range }) => range !== undefined)
      if (hasGoneOn()) return
      // Where nothing had come when the line broke, there was nothing to go on from.
      const { envelope } = lay(subject, { given: ['broken', 'broken', 'broken'] })
      const isOver = () => hasGoneOn() || isFetched(subject, envelope)
      await until(subject, isOver, 'It did not fetch the document to its end')
      ok(hasGoneOn(), 'It fetched the document from its beginning.')
    },
  },
  {
    id: 'sha256',
    title: 'It looks whether a document is the right one, and fetches it again where it is not',
    asked: 'A letter was given out, and its document came with one byte changed.',
    change:
      'Compute the sha256 of what came and compare it with that of the letter before the document counts as fetched.',
    needs: ['receives', 'documents'],
    async run(subject) {
      const { envelope } = lay(subject, { given: ['spoilt'] })
      await until(subject, () => isFetched(subject, envelope), 'It did not come for the document again')
    },
  },
  {
    id: 'recall',
    title: 'Of a letter that was recalled it says whether it gives it back',
    asked: 'A letter was given out, and was then named among the withdrawals.',
    change: 'Answer each of `withdrawals` by POST …/withdraw with {"end":"withdrawn"} or {"end":"taken"}.',
    needs: ['receives'],
    async run(subject) {
      const { id } = lay(subject)
      await arrival(subject, id, 1)
      subject.standIn.recall(id)
      const answers = () => subject.standIn.said.filter((said) => said.id === id && said.act === 'withdraw')
      await until(subject, () => answers().length > 0, 'It said nothing of the recalled letter')
      const { body } = answers()[0]!
      ok(body['end'] === 'withdrawn' || body['end'] === 'taken', `It said ${JSON.stringify(body)}.`)
    },
  },
]

function lay({ standIn, letter }: PullSubject, how?: LetterOptions): { id: string; envelope: Envelope } {
  const laid = letter(how)
  standIn.layLetter(laid.id, laid.envelope)
  return laid
}

/** Whether each of its documents was given out to its last byte, as it is. */
function isFetched({ standIn }: PullSubject, { documents }: Envelope): boolean {
  const right = new Set(
    standIn.fetchings.flatMap(({ sha256, given, hasKey }) => (given === 'right' && hasKey ? [sha256] : [])),
  )
  return documents.every(({ sha256 }) => right.has(sha256))
}

/** The reference that it names when it says for that time that it has the letter. */
async function arrival(subject: PullSubject, id: string, number: number): Promise<string> {
  const sayings = () => subject.standIn.said.filter((said) => said.act === 'receive' && said.id === id)
  const what = number === 1 ? 'It did not say that it has the letter' : 'It did not say again that it has it'
  await until(subject, () => sayings().length >= number, what)
  const { reference } = sayings()[number - 1]!.body
  ok(typeof reference === 'string', 'It says that it has the letter without a reference.')
  return reference
}

async function until({ waitMs }: PullSubject, is: () => boolean, otherwise: string): Promise<void> {
  for (const end = Date.now() + waitMs; !is(); await wait(50))
    ok(Date.now() < end, `${otherwise} within ${Math.round(waitMs / 1000)} s.`)
}
