// Handing a letter over: schema, policy, one insert, and the answer; everything else comes after it.

import { newId } from '../../../../process/new-id'
import { DEFAULT_TIMES } from '../../../../domain/letters/dispatch/dispatch'
import type { Recipient } from '../../../../domain/letters/dispatch/recipients'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import { type FieldError, KcsError } from '../../../../domain/common/error'
import { faultOfFields } from '../../../errors'
import { startDispatch } from '../../../../services/letters/dispatch/start'
import { requestHash } from '../../../http/request-hash'
import type { Answer, CallOf } from '../../../http/route'
import { callerOf } from '../../../../services/access/right/identity'
import { actsFor } from '../../../../services/access/right/rights'
import { documentErrors, documentReferences, find, type Found, openRecipients } from './checks'
import { presentAccepted } from './presenter'
import type { NewDispatch, newDispatchSchema } from './schema'

type AcceptCall = CallOf<{ body: typeof newDispatchSchema }>

/** Accepts a letter once per caller and Idempotency-Key; the workflow is started after the answer and never waited for. */
export async function acceptDispatch(call: AcceptCall): Promise<Answer> {
  const { deps, services, identity, body, ctx } = call
  const recipientErrors = openRecipients(deps.repositories, recipientsOf(body), call.now)
  const found = await find(deps.repositories, body)
  const { sender } = found
  if (!sender || !(await actsFor(identity, sender))) throw new KcsError('seat-not-held')
  if (sender.office === '') throw new KcsError('seat-without-office')
  const hash = requestHash(body)
  const letter = newDispatch(call, found, hash)
  const errors = [
    ...(await recipientErrors(letter)),
    ...(await documentErrors(deps.repositories, body, found, sender)),
  ]
  if (errors.length > 0) return replayOf(call, hash, errors)
  const { dispatch, created } = await deps.repositories.dispatches.accept(letter)
  if (!created) return replay(call, dispatch, hash)
  services.metrics.accepted()
  services.background.after(ctx.res, 'start dispatch', () =>
    startDispatch(deps.flows, deps.repositories.dispatches, dispatch.id),
  )
  return answer(call, dispatch.id, {})
}

/** A letter that was accepted stays so, also where the directory has changed since; else its faults are told. */
async function replayOf(call: AcceptCall, hash: string, errors: readonly FieldError[]): Promise<Answer> {
  const { deps, identity, idempotencyKey } = call
  const first = await deps.repositories.dispatches.byKey(callerOf(identity), idempotencyKey)
  if (!first) throw faultOfFields(errors)
  return replay(call, first, hash)
}

function replay(call: AcceptCall, first: Dispatch, hash: string): Answer {
  if (first.requestHash !== hash) throw new KcsError('idempotency-key-reused')
  return answer(call, first.id, { 'idempotency-replayed': 'true' })
}

function answer({ deps }: AcceptCall, id: string, headers: Record<string, string>): Answer {
  const body = presentAccepted(deps.settings, id)
  return { status: 202, body, headers: { location: body.links.self, ...headers } }
}

function newDispatch(
  { body, identity, idempotencyKey, now }: AcceptCall,
  found: Found,
  hash: string,
): Dispatch {
  const { sender, recipients: _recipients, times, ...letter } = body
  return {
    id: newId(now),
    caller: callerOf(identity),
    idempotencyKey,
    requestHash: hash,
    sender: {
      office: found.sender!.office,
      seat: sender.seat,
      holder: identity.kind === 'account' ? identity.account.employee : null,
    },
    kind: letter.kind,
    subject: letter.subject,
    letterNumber: letter.letterNumber,
    letterDate: letter.letterDate,
    fileNumber: letter.fileNumber ?? '',
    subjectCode: letter.subjectCode ?? '',
    urgency: letter.urgency ?? 'normal',
    classification: 'normal',
    language: letter.language ?? 'en',
    documents: documentReferences(body, found),
    recipients: recipientsOf(body),
    times: {
      acknowledgeWithinSeconds: times?.acknowledgeWithinSeconds ?? DEFAULT_TIMES.acknowledgeWithinSeconds,
      escalateEverySeconds: times?.escalateEverySeconds ?? DEFAULT_TIMES.escalateEverySeconds,
    },
    number: null,
    state: 'accepted',
    started: false,
    recall: null,
    acceptedAt: now,
    closedAt: null,
  }
}

/** The sender's list without what was not given. */
export function recipientsOf({ recipients }: Pick<NewDispatch, 'recipients'>): Recipient[] {
  return recipients.map(({ office, seat, group, purpose }) => ({
    ...(office === undefined ? {} : { office }),
    ...(seat === undefined ? {} : { seat }),
    ...(group === undefined ? {} : { group }),
    purpose,
  }))
}
