// The offices that write: letters to one or two, circulars to all, and second thoughts.

import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { drawSpecimen } from '../../process/specimen'
import { AGENTS } from './agents'
import type { Answer, Caller } from './caller'
import { DESK_OFFICES, MAIL_OFFICES, POST_OFFICES, SENDER, SENDER_SEAT } from './directory'
import type { Ledger } from './ledger'
import type { Numbers } from './numbers'

/** Text that may be seen in the record alone. */
export const SUBJECT = 'Soak of the carriage of letters'

const AGENT_OFFICES = AGENTS.flatMap(({ offices }) => offices)
const ALL = [...DESK_OFFICES, ...AGENT_OFFICES, ...MAIL_OFFICES, ...POST_OFFICES]
const PAPERS = 12
/** The first letter of each sender and each so many behind it go to all. */
const CIRCULAR_EVERY = 250
const RECALLS = 0.03
const LONGEST_SECOND_THOUGHT_MS = 3_000
/** Long enough that a letter whose system is down for some minutes does not climb the ladder. */
const TIMES = { acknowledgeWithinSeconds: 3_600, escalateEverySeconds: 3_600 }

/** The papers that are sent, brought once. Returns their sha256. */
export async function bringPapers(caller: Caller, count = PAPERS): Promise<string[]> {
  const papers: string[] = []
  for (let at = 0; at < count; at += 1) {
    const paper = await drawSpecimen(`Soak ${at} ${randomBytes(8).toString('hex')}`)
    const { status, body } = await caller.call('POST', `/v1/documents?office=${SENDER}`, paper, {
      'content-type': 'application/pdf',
    })
    if (status !== 201 && status !== 200) throw new Error(`a paper was refused: ${JSON.stringify(body)}`)
    papers.push(createHash('sha256').update(paper).digest('hex'))
  }
  return papers
}

export interface SenderOptions {
  papers: readonly string[]
  ledger: Ledger
  numbers: Numbers
  /** No letter is begun after this signal. */
  over: AbortSignal
  /** A letter is due after so many ms; what an outage held up is made up for, so that the minutes fix how many there are. */
  everyMs: number
}

/** Sends one letter after the other until it is over; each is in the ledger once KCS has confirmed it. */
export async function sendLetters(
  name: string,
  caller: Caller,
  { papers, ledger, numbers, over, everyMs }: SenderOptions,
): Promise<void> {
  const thoughts: Promise<unknown>[] = []
  const begun = Date.now()
  for (let at = 1; !over.aborted; at += 1) {
    const key = `soak-${name}-${at}`
    const offices = at % CIRCULAR_EVERY === 1 ? [...ALL] : addressees(numbers)
    const sha256 = numbers.one(papers)
    const { status, body } = await caller.call(
      'POST',
      '/v1/dispatches',
      letter(key, offices, sha256, numbers),
      {
        'idempotency-key': key,
      },
    )
    if (status !== 202 && status !== 200) throw new Error(`${key} was refused: ${JSON.stringify(body)}`)
    const id = String(body['id'])
    await ledger.accepted({ id, key, offices, sha256 })
    if (numbers.chance(RECALLS))
      thoughts.push(thinkAgain(caller, id, numbers.between(0, LONGEST_SECOND_THOUGHT_MS)))
    await sleep(Math.max(0, begun + at * everyMs - Date.now()))
  }
  await Promise.all(thoughts)
}

async function thinkAgain(caller: Caller, id: string, afterMs: number): Promise<Answer> {
  await sleep(afterMs)
  // All may have taken it already; then there is nothing to recall.
  return caller.call('POST', `/v1/dispatches/${id}/recall`, { reason: 'A soak thinks again.' })
}

function addressees(numbers: Numbers): string[] {
  const pick = numbers.next()
  if (pick < 0.45) return [numbers.one(DESK_OFFICES)]
  if (pick < 0.75) return [numbers.one(AGENT_OFFICES)]
  if (pick < 0.78) return [numbers.one(MAIL_OFFICES)]
  if (pick < 0.79) return [numbers.one(POST_OFFICES)]
  return [numbers.one(DESK_OFFICES), numbers.one(AGENT_OFFICES)]
}

function letter(key: string, offices: readonly string[], sha256: string, numbers: Numbers): object {
  const informed = new Set([...MAIL_OFFICES, ...POST_OFFICES])
  return {
    sender: { seat: SENDER_SEAT },
    kind: offices.length > 2 ? 'circular' : 'letter',
    subject: SUBJECT,
    letterNumber: key,
    letterDate: '2026-01-02',
    urgency: numbers.chance(0.1) ? 'immediate' : 'normal',
    recipients: offices.map((office) => ({
      office,
      purpose: informed.has(office) ? 'information' : 'action',
    })),
    documents: [{ sha256, name: 'letter.pdf' }],
    times: TIMES,
  }
}
