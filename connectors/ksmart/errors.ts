// What the error codes of K-SMART mean for a letter.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type RefusalCode } from '../../domain/letters/tapal/refusal'
import { type HttpAnswer } from '../http'
import { retryAfterMs } from '../http-outcome'
import { readAnswer } from '../reading'
import { errorsSchema, type KsmartError } from './schema'

/** The local body does not take the letter. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  LOCAL_BODY_MISMATCH: 'not-for-this-office',
  DOCUMENT_UNREADABLE: 'unreadable',
  ENCLOSURE_MISSING: 'enclosure-missing',
  SIGNATURE_MISSING: 'not-signed',
  LANGUAGE_NOT_ACCEPTED: 'wrong-language',
  ALREADY_FILED: 'duplicate-letter',
  REJECTED_AT_COUNTER: 'other',
}

/** For a counter that is closed without saying until when. */
const CLOSED_MS = 30 * 60_000

/** Our refusal code of one of theirs; a code that is not known is `other`. */
export function refusalCode(code: string): RefusalCode {
  return Object.hasOwn(refusals, code) ? refusals[code]! : 'other'
}

/**
 * What an answer outside 2xx says by its error code; null where it says nothing that this table knows, so that its status
 * decides. K-SMART writes its errors into answers with 400 and 422 alike.
 */
export function outcomeOfError(answer: HttpAnswer, now: Date): Outcome | null {
  if (answer.status !== 400 && answer.status !== 422) return null
  const reading = readAnswer(errorsSchema, answer)
  const error = 'value' in reading ? reading.value.Errors[0]! : null
  if (error === null) return null
  const code = `http-${answer.status}`
  switch (error.code) {
    case 'COUNTER_CLOSED':
      return { kind: 'busy', code, afterMs: retryAfterMs(answer.headers['retry-after'], now) ?? CLOSED_MS }
    // What was uploaded is not there any more: the next try brings it again.
    case 'FILE_STORE_ID_UNKNOWN':
      return { kind: 'retry-later', code, inDoubt: false }
    default:
      return Object.hasOwn(refusals, error.code) ? refusalOf(error) : null
  }
}

function refusalOf({ code, description, rightLocalBodyCode }: KsmartError): Outcome {
  return {
    kind: 'refused',
    code: refusalCode(code),
    ...(description === undefined ? {} : { reason: description }),
    ...(rightLocalBodyCode === undefined ? {} : { rightOffice: rightLocalBodyCode }),
  }
}
