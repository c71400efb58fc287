// Accepting a letter: the sender's right, what the letter names, and one insert; everything else comes after it.

import { type ErrorCode, faultOfFields, type FieldError, KcsError } from '../../../domain/common/error'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { type Caller, callerKeyOf } from '../../access/right/identity'
import { actsFor } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'
import {
  documentErrorCodes,
  findDateFaults,
  findTimesFaults,
  findGradeFaults,
  findDocumentFaults,
  documentReferences,
  type LetterParts,
  openRecipientCheck,
  readParts,
  recipientErrorCodes,
} from './checks'
import { type NewLetter, recipientsOf, statedTimesOf, timesOf } from './new-letter'
import { inSandbox } from '../sandbox/place'
import { testMarkOf } from '../sandbox/mark'
import { runStart, startDispatch } from './start'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'newId' | 'sandbox' | 'shortClocks'>

export interface Acceptance {
  letter: NewLetter
  /** Of the caller, permanently: a second letter under it is the first one again. */
  idempotencyKey: string
  /** The hash of the letter as it was sent, by which a repeat is told from another letter. */
  requestHash: string
}

export const acceptDispatchErrors = [
  'seat-not-held',
  'seat-without-office',
  'idempotency-key-reused',
  'classification-not-carried',
  'clock-too-short',
  'validation-failed',
  ...recipientErrorCodes,
  ...documentErrorCodes,
] as const satisfies readonly ErrorCode[]

/**
 * Accepts a letter once per caller and idempotency key; its run is started soon and never waited for. `created` is false
 * for a repeat. Throws KcsError `seat-not-held` and `seat-without-office` for the sender, `idempotency-key-reused` for
 * another letter under the same key, and one fault with all fields that name what is not there or does not take it. A test
 * letter is accepted into the sandbox.
 */
export async function acceptDispatch(
  deps: Deps,
  caller: Caller,
  input: Acceptance,
  now: Date,
): Promise<{ id: string; created: boolean }> {
  const { letter, requestHash } = input
  const test = testMarkOf(caller, letter)
  if (test && !deps.sandbox) return acceptDispatch(inSandbox(deps), caller, input, now)
  const { repositories } = deps
  const recipients = recipientsOf(letter.recipients)
  const checkRecipients = openRecipientCheck(repositories, recipients, now)
  const parts = await readParts(repositories, letter)
  const { sender } = parts
  if (!sender || !(await actsFor(caller, sender))) throw new KcsError('seat-not-held')
  if (sender.office === '') throw new KcsError('seat-without-office')

  const dispatch = {
    ...newDispatch(deps.newId(now), caller, input, { ...parts, recipients }, now),
    ...(test ? { test } : {}),
  }
  const errors = [
    ...findGradeFaults(letter),
    ...findDateFaults(letter, now),
    ...findTimesFaults(letter, deps.shortClocks === true || test !== null),
    ...(await checkRecipients(dispatch)),
    ...(await findDocumentFaults(repositories, letter, parts, sender)),
  ]
  if (errors.length > 0) return { id: await acceptedBefore(deps, caller, input, errors), created: false }

  const { dispatch: accepted, created } = await repositories.dispatches.accept(dispatch)
  if (accepted.requestHash !== requestHash) throw new KcsError('idempotency-key-reused')
  if (created) {
    const start = runStart(accepted)
    deps.runs.soon(`start ${start.id}`, () => startDispatch(deps, start))
  }
  return { id: accepted.id, created }
}

/** A letter that was accepted stays so, also where the directory has changed since; else its faults are thrown. */
async function acceptedBefore(
  { repositories }: Deps,
  caller: Caller,
  { idempotencyKey, requestHash }: Acceptance,
  errors: readonly FieldError[],
): Promise<string> {
  const first = await repositories.dispatches.byKey(callerKeyOf(caller), idempotencyKey)
  if (!first) throw faultOfFields(errors)
  if (first.requestHash !== requestHash) throw new KcsError('idempotency-key-reused')
  return first.id
}

function newDispatch(
  id: string,
  caller: Caller,
  { letter, idempotencyKey, requestHash }: Acceptance,
  parts: LetterParts & Pick<Dispatch, 'recipients'>,
  now: Date,
): Dispatch {
  return {
    id,
    caller: callerKeyOf(caller),
    idempotencyKey,
    requestHash,
    sender: {
      office: parts.sender!.office,
      seat: letter.sender.seat,
      holder: caller.kind === 'account' ? caller.account.employee : null,
    },
    kind: letter.kind,
    subject: letter.subject,
    letterNumber: letter.letterNumber,
    letterDate: letter.letterDate,
    fileNumber: letter.fileNumber ?? '',
    subjectCode: letter.subjectCode ?? '',
    urgency: letter.urgency ?? 'normal',
    ...(letter.fixedDate === undefined ? {} : { fixedDate: letter.fixedDate }),
    classification: 'normal',
    language: letter.language ?? 'en',
    documents: documentReferences(letter, parts),
    recipients: parts.recipients,
    times: timesOf(letter.times),
    statedTimes: statedTimesOf(letter.times),
    number: null,
    state: 'accepted',
    started: false,
    recall: null,
    acceptedAt: now,
    closedAt: null,
  }
}
