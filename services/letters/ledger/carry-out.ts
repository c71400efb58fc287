// One step of what a sender does with many recipients.

import type { LedgerAct } from '../../../database/letters/ledger/act-repository'
import {
  ledgerActKey,
  recallPartChange,
  remindChange,
  remindedBefore,
  statesMeant,
} from '../../../domain/letters/ledger/act'
import type { LedgerFilter } from '../../../domain/letters/ledger/entry'
import { isTestId } from '../../../domain/letters/sandbox/test-letter'
import type { ServiceDeps } from '../../deps'
import { inSandbox } from '../sandbox/place'

type Deps = Pick<ServiceDeps, 'repositories' | 'sandbox'> & { runs: Pick<ServiceDeps['runs'], 'signal'> }

/** A step takes no longer; one of a process that died is done again after this time. */
const STEP_MS = 60_000
/** Recipients of a step, so that single letters come in between. */
const AT_ONCE = 500

/**
 * Does the next step of the act, or of the one that has waited longest; returns whether there was one. Each recipient keeps
 * the key of the act and is dealt with once under it, so a step that was killed is done again, and what it came to is counted
 * in the rows at the end.
 */
export async function carryOutLedgerAct(deps: Deps, now: Date, id?: string): Promise<boolean> {
  const act = await deps.repositories.ledgerActs.take(now, new Date(now.getTime() + STEP_MS), id)
  if (!act) return false
  const place = isTestId(act.dispatch) ? inSandbox(deps) : deps
  const { tapals } = place.repositories
  const page = { limit: AT_ONCE, ...(act.cursor === '' ? {} : { above: act.cursor }) }
  const { items, next } = await tapals.ledgerIds(act.dispatch, filterOfAct(act), page)
  if (items.length > 0) await dealWith(place, act, items)
  if (next !== null) {
    await deps.repositories.ledgerActs.advance(act, next, now)
    return true
  }
  // Told before it is noted as done: a word that is lost is told again.
  if (act.kind === 'recall') await deps.runs.signal('dispatch', act.dispatch, 'recalled')
  const done = await tapals.countMarked(act.dispatch, ledgerActKey(act.id))
  await deps.repositories.ledgerActs.end(act, done, now)
  return true
}

/** Whom the act means, as the ledger is asked. */
export function filterOfAct(
  act: Pick<LedgerAct, 'kind' | 'district' | 'department' | 'alsoDelivered'>,
): LedgerFilter {
  const { district, department } = act
  return {
    states: statesMeant(act.kind, act),
    ...(district === null ? {} : { district }),
    ...(department === null ? {} : { department }),
  }
}

async function dealWith(
  { repositories: { tapals } }: Deps,
  act: LedgerAct,
  ids: readonly string[],
): Promise<void> {
  const by = { actor: act.actor, at: act.at, key: ledgerActKey(act.id) }
  if (act.kind === 'recall') return tapals.recallSome(ids, statesMeant('recall', act), recallPartChange(by))
  const condition = {
    state: statesMeant('remind', act),
    owes: true,
    notRemindedSince: remindedBefore(act.at),
  }
  await tapals.applyToAll(ids, remindChange(by), condition)
}
