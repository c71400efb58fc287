// What DDFS means when it does not take something: its codes in our words, and faults of the calls that send no letter.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type RefusalCode } from '../../domain/letters/tapal/refusal'
import { type HttpAnswer, type HttpFault } from '../http'
import { outcomeOfFault } from '../http-outcome'
import { readAnswer } from '../reading'
import { faultSchema } from './schema'

/** Why an office does not take a letter. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  OTHER_OFFICE: 'not-for-this-office',
  NOT_READABLE: 'unreadable',
  ENCLOSURE_MISSING: 'enclosure-missing',
  NOT_SIGNED: 'not-signed',
  WRONG_LANGUAGE: 'wrong-language',
  HAD_BEFORE: 'duplicate-letter',
  OTHER: 'other',
}

/** Codes of what went wrong on the way: the letter is well, and the next try brings its files again. */
const passing: Readonly<Record<string, string>> = {
  FILE_UNKNOWN: 'file-unknown',
  FILE_DAMAGED: 'file-damaged',
}

/** Our refusal code of one of theirs, or null where it is none of the codes of a refusal. */
export function refusalCode(fault: string): RefusalCode | null {
  return Object.hasOwn(refusals, fault) ? refusals[fault]! : null
}

/** What DDFS says by a status outside 2xx, or the fault that came instead, of a letter or of a file that was sent. */
export function outcomeOfRefusal(result: HttpAnswer | HttpFault, now: Date): Outcome {
  const reading = 'status' in result && result.status === 422 ? readAnswer(faultSchema, result) : null
  if (reading === null || 'unread' in reading) return outcomeOfFault(result, now)
  const { fault, remarks, rightOffice } = reading.value
  if (Object.hasOwn(passing, fault)) return { kind: 'retry-later', code: passing[fault]!, inDoubt: false }
  const code = refusalCode(fault)
  return code === null ? outcomeOfFault(result, now) : refused(code, remarks, rightOffice)
}

/** A refusal with the words of the office and the office that it names, where they are there. */
export function refused(
  code: RefusalCode,
  remarks: string | undefined,
  rightOffice: string | undefined,
): Outcome {
  return {
    kind: 'refused',
    code,
    ...(remarks === undefined ? {} : { reason: remarks }),
    ...(rightOffice === undefined ? {} : { rightOffice }),
  }
}

/**
 * What a fault means that was met before the letter was sent. It leaves no new doubt; and where DDFS does not understand a
 * question, that says nothing against the letter.
 */
export function beforeSending(outcome: Outcome): Outcome {
  if (outcome.kind === 'retry-later') return { ...outcome, inDoubt: false }
  return outcome.kind === 'never' ? { kind: 'retry-later', code: outcome.code, inDoubt: false } : outcome
}
