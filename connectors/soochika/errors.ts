// What the faults of Soochika mean: its codes, and the sides of SOAP 1.1, in the one taxonomy.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type RefusalCode } from '../../domain/letters/tapal/refusal'
import { outcomeOfFault, retryAfterMs } from '../http-outcome'
import { garbled } from '../reading'
import { type SoapAnswer, type SoapFault } from './soap'

/** Why an office does not take a letter. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  NotThisOffice: 'not-for-this-office',
  Illegible: 'unreadable',
  EnclosureMissing: 'enclosure-missing',
  NotSigned: 'not-signed',
  WrongLanguage: 'wrong-language',
  AlreadyInwarded: 'duplicate-letter',
  Other: 'other',
}

/** Codes of what went wrong on the way: the letter is well, and the next try brings its documents again. */
const passing: Readonly<Record<string, string>> = {
  DocumentMissing: 'document-missing',
  DocumentDamaged: 'document-damaged-on-the-way',
  PieceMissing: 'document-missing',
}

/** For `Busy` without a time. */
const BUSY_MS = 60_000

/** Our refusal code of one of theirs, or null where it is none of the codes of a refusal. */
export function refusalCode(code: string): RefusalCode | null {
  return Object.hasOwn(refusals, code) ? refusals[code]! : null
}

/** What an answer means that brought no value. */
export function outcomeOf(answer: Exclude<SoapAnswer<never>, { value: never }>, now: Date): Outcome {
  if ('line' in answer) return outcomeOfFault(answer.line, now)
  return 'unread' in answer ? garbled(answer) : outcomeOfSoapFault(answer.soapFault, now)
}

/**
 * A code of Soochika says what is wrong. Without one that we know, the side counts: `Client` is this message alone,
 * `VersionMismatch` and `MustUnderstand` are the way to the service, and all else passes.
 */
export function outcomeOfSoapFault({ side, detail }: SoapFault, now: Date): Outcome {
  const code = detail?.Code ?? ''
  const refusal = refusalCode(code)
  if (refusal !== null) return refused(refusal, detail?.Remarks, detail?.RightOffice)
  if (Object.hasOwn(passing, code)) return { kind: 'retry-later', code: passing[code]!, inDoubt: false }
  if (code === 'Busy') {
    const afterMs = retryAfterMs(detail?.RetryAfterSeconds?.toString(), now) ?? BUSY_MS
    return { kind: 'busy', code: 'soap-busy', afterMs }
  }
  if (code === 'NotAuthorised') return { kind: 'auth', code: 'soap-not-authorised' }
  if (code === 'ServiceEnded') return { kind: 'gone', code: 'soap-service-ended' }
  if (side === 'Client') return { kind: 'never', code: 'soap-client' }
  const isWay = side === 'VersionMismatch' || side === 'MustUnderstand'
  return { kind: 'retry-later', code: isWay ? 'soap-version' : 'soap-server', inDoubt: false }
}

/** A refusal with the words of the office and the office that it names, where they are there. */
export function refused(code: RefusalCode, remarks?: string, rightOffice?: string): Outcome {
  return {
    kind: 'refused',
    code,
    ...(remarks === undefined ? {} : { reason: remarks }),
    ...(rightOffice === undefined ? {} : { rightOffice }),
  }
}

/** What a fault means that was met before the letter was sent: it leaves no doubt. */
export function withoutDoubt(outcome: Outcome): Outcome {
  return outcome.kind === 'retry-later' ? { ...outcome, inDoubt: false } : outcome
}

/** What a fault means for a collection: a message that is not understood there says nothing against what is collected. */
export function outcomeOfCollecting(outcome: Outcome): Outcome {
  const isOfLetter = outcome.kind === 'never' || outcome.kind === 'refused'
  return isOfLetter ? { kind: 'retry-later', code: outcome.code, inDoubt: false } : outcome
}
