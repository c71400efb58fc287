// Recalled tapals are taken back at the agent that had them in its hands.

import type { Connector, Endpoint, WithdrawAnswer } from '../../../connectors/connector'
import type { OwedWithdrawal } from '../../../database/letters/tapal/withdrawals'
import { type BackOff, waitAfter } from '../../../domain/letters/delivery/back-off'
import { FALLBACK_MECHANISM } from '../../../domain/letters/delivery/mechanism'
import { isCalled } from '../../../domain/letters/systems'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import { type WithdrawalEnd, withdrawnChange } from '../../../domain/letters/tapal/recall'
import type { Withdrawal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'

export type WithdrawDeps = Pick<ServiceDeps, 'repositories' | 'now' | 'random'>

/** Who did not know a letter is asked once more after this time: longer than any hand-over takes. */
const UNSEEN_AGAIN_MS = 60_000

/** Of whom it is asked; without an endpoint nobody can be. */
export interface Asked {
  connector: Connector
  endpoint: Endpoint | null
  backOff: BackOff
}

/** What an agent said of a tapal. */
export interface Answered {
  owed: OwedWithdrawal
  kind: WithdrawAnswer['kind']
}

/** Asks for all of them at once; safe to repeat. */
export function askAgent(asked: Asked, withdrawals: readonly OwedWithdrawal[]): Promise<Answered[]> {
  return Promise.all(withdrawals.map(async (one) => ({ owed: one, kind: (await answerOf(asked, one)).kind })))
}

/** Enters what was said in the rows, each once; returns how many withdrawals came to their end. */
export async function enterAnswers(
  deps: WithdrawDeps,
  asked: Asked,
  answers: readonly Answered[],
): Promise<number> {
  const at = deps.now()
  const idsByEnd = new Map<WithdrawalEnd, string[]>()
  const later: { id: string; withdrawal: Withdrawal }[] = []
  for (const { owed, kind } of answers) {
    if (kind === 'failed' || (kind === 'unseen' && mayComeYet(owed)))
      later.push({ id: owed.id, withdrawal: nextTry(deps, asked, owed, kind, at) })
    else idsByEnd.set(kind, [...(idsByEnd.get(kind) ?? []), owed.id])
  }
  for (const [end, ids] of idsByEnd) await finish(deps, asked, { end, ids, at })
  await deps.repositories.tapals.askAgain(later)
  return answers.length - later.length
}

/** A hand-over may have been on its way when it was asked for the first time. */
function mayComeYet({ mechanism, withdrawal }: OwedWithdrawal): boolean {
  return isCalled(mechanism) && !withdrawal?.unseen
}

function nextTry(
  { random }: WithdrawDeps,
  { backOff }: Asked,
  { withdrawal }: OwedWithdrawal,
  kind: 'failed' | 'unseen',
  at: Date,
): Withdrawal {
  const tries = (withdrawal?.tries ?? 0) + 1
  const waitMs = kind === 'failed' ? waitAfter(tries, backOff, random()) : UNSEEN_AGAIN_MS
  const unseen = kind === 'unseen' || (withdrawal?.unseen ?? false)
  return { at: new Date(at.getTime() + waitMs), tries, unseen }
}

async function answerOf(
  { connector, endpoint }: Asked,
  { id, reference }: OwedWithdrawal,
): Promise<WithdrawAnswer> {
  if (!endpoint || !connector.withdraw) return { kind: 'impossible' }
  try {
    return await connector.withdraw(endpoint, { tapalId: id, deliveryKey: deliveryKey(id), reference })
  } catch {
    // The code alone: a message could hold words of the letter.
    return { kind: 'failed', code: 'connector-fault' }
  }
}

/** Enters how withdrawals ended, each once; returns how many that were. */
export function endWithdrawals(
  { repositories: { tapals } }: Pick<WithdrawDeps, 'repositories'>,
  end: WithdrawalEnd,
  ids: readonly string[],
  at: Date,
): Promise<number> {
  return tapals.applyToAll(ids, withdrawnChange(end, at), { withdrawOwed: true, state: 'recalled' })
}

async function finish(
  deps: WithdrawDeps,
  { connector }: Asked,
  { end, ids, at }: { end: WithdrawalEnd; ids: readonly string[]; at: Date },
): Promise<void> {
  // The number stays in the register of the office, as void; it is never given again. The row may not know
  // it: a recall may have come between the allotment and the record of it.
  if (connector.mechanism === FALLBACK_MECHANISM) await deps.repositories.registers.markVoid('inward', ids)
  await endWithdrawals(deps, end, ids, at)
}
