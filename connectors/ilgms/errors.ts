// What ILGMS means when it does not take something: its codes in our words.

import { type RefusalCode } from '../../domain/letters/tapal/refusal'
import { type HttpAnswer, type HttpFault } from '../http'

/** Why a panchayat does not take a tapal. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  NOT_THIS_LOCAL_BODY: 'not-for-this-office',
  NOT_LEGIBLE: 'unreadable',
  ENCLOSURE_MISSING: 'enclosure-missing',
  NO_SIGNATURE: 'not-signed',
  LANGUAGE: 'wrong-language',
  ALREADY_ENTERED: 'duplicate-letter',
  OTHER: 'other',
}

/** Our refusal code of one of theirs, or null where it is none of the codes of a refusal. */
export function refusalCode(errorCode: string): RefusalCode | null {
  return Object.hasOwn(refusals, errorCode) ? refusals[errorCode]! : null
}

/** Statuses of a login that speak of the account or of ILGMS, and mean the same for the call that wanted the session. */
const TELLING = [401, 403, 410, 429, 503]

/**
 * What a login that brought no session means for the call that wanted it. That call has not left, so nothing of it is in
 * doubt; and no other status of the login may be read as if it were said of a letter.
 */
export function loginFailure(result: HttpAnswer | HttpFault): HttpAnswer | HttpFault {
  if ('fault' in result) return { fault: result.fault, sent: false }
  if (TELLING.includes(result.status)) return result
  const isWell = result.status >= 200 && result.status < 300
  return { fault: isWell ? 'login-garbled' : `login-http-${result.status}`, sent: false }
}
