// What comes of a try to hand a tapal over, as the change of its row.

import { type Outcome, stateAfter } from '../delivery/outcome'
import type { OtherWay } from '../../directory/office/profile'
import { acknowledgeChange } from './acts'
import { bouncedChange } from './bounce-change'
import { deliveredFields, endedFields, failedFields, settledFields, type TapalChange } from './change'
import type { ClockOwner } from './clock-table'
import { REFUSAL_CODES, type Refusal } from './refusal'
import type { Tapal } from './tapal'

type Tried = Pick<Tapal, 'purpose' | 'times' | 'taking' | 'state' | 'reference' | 'lastAskedAt'> & ClockOwner

/** What every event of a try says. */
interface Try {
  actor: { kind: 'kcs' }
  at: Date
  attempt: number
  answer?: string
}

type Arrival = Extract<Outcome, { kind: 'delivered' | 'duplicate' }>
type Later = Extract<Outcome, { kind: 'retry-later' | 'busy' | 'auth' | 'gone' }>

/**
 * What the outcome of a try changes. `ownMs` is how long we wait by ourselves before another try: a system may ask for a
 * longer wait, not for a shorter one. `next` is the way by which a letter goes on whose mail was not taken.
 * Outcomes that speak of the endpoint as a whole (auth, gone) only count as a try here; the endpoint is dealt with apart.
 */
export function changeFor(
  tapal: Tried,
  outcome: Outcome,
  at: Date,
  attempt: number,
  ownMs: number,
  next: OtherWay | null = null,
): TapalChange {
  const answered = outcome.answer ? { answer: outcome.answer } : {}
  const of: Try = { actor: { kind: 'kcs' }, at, attempt, ...answered }
  switch (outcome.kind) {
    case 'delivered':
    case 'duplicate':
      return arrivalChange(tapal, outcome, of)
    case 'handed-over':
      return handedOverChange(tapal, outcome, of, ownMs)
    case 'retry-later':
    case 'auth':
    case 'gone':
      return laterChange(outcome, of, ownMs)
    case 'busy':
      return laterChange(outcome, of, Math.max(outcome.afterMs, ownMs))
    case 'never':
      if (outcome.cause === 'mail-bounced')
        return bouncedChange({ at, attempt, ...answered, code: outcome.code, next })
      return {
        event: { kind: 'state', to: 'failed', cause: 'never', ...of, code: outcome.code },
        set: failedFields(at),
      }
    case 'refused':
      return {
        event: { kind: 'state', to: 'refused', cause: 'refused-by-agent', ...of, code: outcome.code },
        set: { ...endedFields(), refusal: refusalOf(outcome) },
      }
  }
}

/** What the system said of its refusal; a code that KCS does not know stands in the trace alone. */
function refusalOf({ code, reason, rightOffice }: Extract<Outcome, { kind: 'refused' }>): Refusal {
  const refusalCode = REFUSAL_CODES.find((one) => one === code)
  return { code: refusalCode ?? 'other', reason: reason ?? '', rightOffice: rightOffice ?? null }
}

/** It lies in the receiving system; where a diary number is enough, the office has taken it with that number. */
function arrivalChange(tapal: Tried, outcome: Arrival, of: Try): TapalChange {
  const { reference, diary } = outcome
  const promise = outcome.dueAt ? { dueAt: outcome.dueAt } : {}
  const inwardNumber = outcome.kind === 'delivered' ? outcome.inwardNumber : undefined
  const numbers = {
    ...(reference ? { reference } : {}),
    ...(diary ? { diary } : {}),
    ...(inwardNumber ? { inwardNumber } : {}),
  }
  if (diary && stateAfter(outcome, tapal.taking) === 'acknowledged') {
    const { actor, at, attempt } = of
    const taken = acknowledgeChange(
      { ...tapal, deliveredAt: null },
      { actor, at, diary, cause: 'diary-number-given' },
    )
    return { event: { ...taken.event, attempt, ...promise }, set: { ...taken.set, ...numbers } }
  }
  const cause = outcome.kind === 'duplicate' ? 'duplicate-at-agent' : (outcome.cause ?? 'delivered-by-agent')
  return {
    event: { kind: 'state', to: 'delivered', cause, ...of, ...promise },
    set: { ...deliveredFields(tapal, of.at), ...numbers },
  }
}

/** An agent that is asked again and again is asked ever more rarely, and only what is new is entered in the trace. */
function handedOverChange(
  { state, reference: formerReference, lastAskedAt }: Tried,
  { askAfterMs, reference, cause = 'handed-over-to-agent' }: Extract<Outcome, { kind: 'handed-over' }>,
  of: Try,
  ownMs: number,
): TapalChange {
  const again = state === 'handed-over'
  // To be asked again: it stays parked if it was, for whoever drains it is also who asks.
  const wait =
    askAfterMs === undefined
      ? settledFields
      : { claim: null, nextAttemptAt: after(of, Math.max(askAfterMs, ownMs)) }
  return {
    // Asked again and still not confirmed: a try, not a change of state.
    ...(again && lastAskedAt !== null && (!reference || reference === formerReference)
      ? { quiet: true }
      : {}),
    event: { kind: again ? 'attempt' : 'state', to: 'handed-over', cause, ...of },
    set: { ...wait, ...(again ? { lastAskedAt: of.at } : {}), ...(reference ? { reference } : {}) },
  }
}

/** It waits for another try; where the system may have it all the same, it counts as handed over. */
function laterChange(outcome: Later, of: Try, waitMs: number): TapalChange {
  const dueAt = after(of, waitMs)
  const inDoubt = outcome.kind === 'retry-later' && outcome.inDoubt
  return {
    event: {
      kind: 'attempt',
      ...(inDoubt ? { to: 'handed-over' as const } : {}),
      cause: inDoubt ? 'in-doubt' : outcome.kind,
      ...of,
      code: outcome.code,
      dueAt,
    },
    set: { claim: null, nextAttemptAt: dueAt },
  }
}

function after({ at }: Try, ms: number): Date {
  return new Date(at.getTime() + ms)
}

/** The change of a try that was the last one allowed: what would have waited fails; any other change stays as it is. */
export function lastTryChange(change: TapalChange): TapalChange {
  if (change.event.kind !== 'attempt') return change
  return {
    event: { ...change.event, kind: 'state', to: 'failed', cause: 'attempts-spent', dueAt: undefined },
    set: failedFields(change.event.at),
  }
}
