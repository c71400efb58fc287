// Where a letter stands that was dropped: what iAPS says of it, or in which folder its manifest lies.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { readJson, wordsOf } from '../reading'
import { type Drop, readWhole } from './drop'
import { isPassing } from './errors'
import { outcomeOfAnswer } from './mapper'
import { answerSchema, keyPath } from './schema'

const ANSWER_BYTES = 64 * 1024

export type Standing =
  /** iAPS knows it, or will never take it. */
  | { at: 'end'; outcome: Outcome }
  /** It waits to be picked up, or for its answer. */
  | { at: 'waiting' }
  /** Its drop was not whole, and is to be made anew. */
  | { at: 'faulty' }
  | { at: 'nowhere' }

/** Looks in the order in which a manifest moves, so that one that moves meanwhile is not missed. Throws DropFault. */
export async function standingOf(drop: Drop, key: string): Promise<Standing> {
  const answer = await readWhole(drop, keyPath('answers', key), ANSWER_BYTES)
  if (answer !== null) return answer === 'too-long' ? garbled('is too long') : standingBy(answer.content, key)
  for (const folder of ['in', 'picked'] as const)
    if (await drop.facts(keyPath(folder, key))) return { at: 'waiting' }
  const isWithdrawn = await drop.facts(keyPath('withdrawn', key))
  if (isWithdrawn) return { at: 'end', outcome: { kind: 'never', code: 'withdrawn' } }
  return { at: 'nowhere' }
}

function standingBy(content: Buffer, key: string): Standing {
  const reading = readJson(answerSchema, content)
  if ('unread' in reading) return garbled(wordsOf(reading.unread))
  const answer = reading.value
  if (answer.state !== 'faulty') return { at: 'end', outcome: outcomeOfAnswer(answer, key) }
  if (isPassing(answer.fault)) return { at: 'faulty' }
  return { at: 'end', outcome: { kind: 'never', code: 'drop-refused' } }
}

function garbled(detail: string): Standing {
  return { at: 'end', outcome: { kind: 'retry-later', code: 'answer-garbled', inDoubt: true, detail } }
}
