// The sender of a letter reminds many of its recipients, or takes it back from some of them.

import type { LedgerAct } from '../../../database/letters/ledger/act-repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { type LedgerActKind, type LedgerPart, remindedBefore } from '../../../domain/letters/ledger/act'
import { isTestId } from '../../../domain/letters/sandbox/test-letter'
import { actorFor, type Caller, callerKeyOf } from '../../access/right/identity'
import { requireSeat, requireSeatErrors } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'
import { readDispatch, readDispatchErrors } from '../dispatch/read'
import { carryOutLedgerAct, filterOfAct } from './carry-out'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'newId' | 'sandbox'>

export interface ActAsked extends LedgerPart {
  dispatch: string
  kind: LedgerActKind
  reason: string
  idempotencyKey: string
}

export const beginLedgerActErrors = [
  'dispatch-ended',
  'idempotency-key-reused',
  'nobody-meant',
  'recipients-pending',
  ...readDispatchErrors,
  ...requireSeatErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Notes the act and does its first step at once; a duty does the others, whatever dies meanwhile. A repeat returns the act as
 * it stands. Throws KcsError `dispatch-unknown`, `seat-not-held` for who does not act for the sending seat,
 * `recipients-pending` until the recipients are worked out, `dispatch-ended` for the recall of a letter that has ended,
 * `nobody-meant` where there is no such recipient, or each was reminded lately, and `idempotency-key-reused`.
 */
export async function beginLedgerAct(
  deps: Deps,
  caller: Caller,
  { idempotencyKey, dispatch: id, ...asked }: ActAsked,
  now: Date,
): Promise<LedgerAct> {
  const { dispatches, ledgerActs, tapals } = deps.repositories
  const dispatch = await readDispatch(deps, caller, id)
  const { office, seat } = dispatch.sender
  await requireSeat(caller, { id: seat, office })
  const key = `${callerKeyOf(caller)}\n${idempotencyKey}`
  const before = await ledgerActs.byKey(key)
  if (before) return sameAs(before, id, asked)
  if (dispatch.state === 'accepted') throw new KcsError('recipients-pending')

  const isMeant = asked.kind === 'remind' ? { owes: true, notRemindedSince: remindedBefore(now) } : {}
  const expected = await tapals.countInLedger(id, filterOfAct(asked), isMeant)
  if (expected === 0) throw new KcsError(dispatch.closedAt ? 'dispatch-ended' : 'nobody-meant')
  const actor = actorFor(caller, seat)
  const act = { id: deps.newId(now), key, dispatch: id, ...asked, actor, at: now, expected }
  const note = isTestId(id) ? null : { what: `ledger-${asked.kind}`, actor, at: now }
  // Noted of the dispatch before a row is changed, so that it does not close with letters still at agents.
  const began = await ledgerActs.begin(act, note, (session) =>
    asked.kind === 'recall' ? dispatches.recallInPart(id, actor, now, session) : Promise.resolve(true),
  )
  if (!began) {
    const other = await ledgerActs.byKey(key)
    if (!other) throw new KcsError('dispatch-ended')
    return sameAs(other, id, asked)
  }
  // It is noted: what fails here, as where Temporal is away, the duty does, and says so in the log.
  await carryOutLedgerAct(deps, now, act.id).catch(() => false)
  return (await ledgerActs.byKey(key))!
}

type Asked = Omit<ActAsked, 'dispatch' | 'idempotencyKey'>

function sameAs(act: LedgerAct, dispatch: string, asked: Asked): LedgerAct {
  const facts = ({ kind, district, department, alsoDelivered, reason }: Asked) =>
    JSON.stringify([kind, district, department, alsoDelivered, reason])
  if (act.dispatch !== dispatch || facts(act) !== facts(asked)) throw new KcsError('idempotency-key-reused')
  return act
}
