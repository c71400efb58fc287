// What a change of a tapal sets beside its state; the database applies it in one conditional write.

import { dueAt, EXPIRY_SECONDS, TRANSMISSION_SECONDS } from '../../common/clock/due'
import { type Outcome, stateAfter } from '../delivery/outcome'
import type { NewTapalEvent } from './event'
import type { Tapal, TapalFields } from './tapal'

/** One entry for the trace and the fields that change with it. */
export interface TapalChange {
  event: NewTapalEvent
  set: Partial<TapalFields>
}

type Owner = Pick<Tapal, 'purpose' | 'times' | 'taking'>
type Tried = Owner & Pick<Tapal, 'state'>

/** The fields of a tapal that has just arrived in the receiving system: its acknowledgement clock starts. */
export function deliveredFields(tapal: Owner, at: Date): Partial<TapalFields> {
  const owes = tapal.purpose === 'action'
  const due = owes ? dueAt({ start: at, withinSeconds: tapal.times.acknowledgeWithinSeconds }) : null
  return { ...settled, deliveredAt: at, owes, dueAt: due }
}

const settled = { nextAttemptAt: null, claim: null, parked: false } as const

/** The fields of a tapal of which nothing more is owed. */
export function endedFields(): Partial<TapalFields> {
  return { ...settled, owes: false, dueAt: null }
}

/** The fields of a tapal whose delivery failed: it waits for the operator until it expires. */
export function failedFields(at: Date): Partial<TapalFields> {
  return { ...settled, owes: true, dueAt: dueAt({ start: at, withinSeconds: EXPIRY_SECONDS }) }
}

/** When sender and operator are told that a letter is still undelivered. */
export function transmissionDue(acceptedAt: Date): Date {
  return dueAt({ start: acceptedAt, withinSeconds: TRANSMISSION_SECONDS })
}

/**
 * What the outcome of a try changes. `waitMs` is how long to wait where the outcome asks for another try.
 * Outcomes that speak of the endpoint as a whole (auth, gone) only count as a try here; the endpoint is dealt with apart.
 */
export function changeFor(
  tapal: Tried,
  outcome: Outcome,
  at: Date,
  attempt: number,
  waitMs: number,
): TapalChange {
  const to = stateAfter(outcome, tapal.taking)
  const kcs = { kind: 'kcs' } as const
  const again = new Date(at.getTime() + waitMs)
  switch (outcome.kind) {
    case 'delivered':
    case 'duplicate': {
      const cause =
        outcome.kind === 'duplicate' ? 'duplicate-at-agent' : (outcome.cause ?? 'delivered-by-agent')
      const taken = to === 'acknowledged'
      const event = { kind: 'state', to: to ?? 'delivered', actor: kcs, at, attempt } as const
      const numbers = {
        ...(outcome.reference ? { reference: outcome.reference } : {}),
        ...(outcome.diary ? { diary: outcome.diary } : {}),
        ...(outcome.kind === 'delivered' && outcome.inwardNumber
          ? { inwardNumber: outcome.inwardNumber }
          : {}),
      }
      return taken
        ? {
            event: { ...event, cause: 'diary-number-given' },
            set: { ...endedFields(), ...numbers, deliveredAt: at, acknowledgedAt: at },
          }
        : { event: { ...event, cause }, set: { ...deliveredFields(tapal, at), ...numbers } }
    }
    case 'handed-over':
      return {
        event: {
          // Asked again and still not confirmed: a try, not a change of state.
          kind: tapal.state === 'handed-over' ? 'attempt' : 'state',
          to: 'handed-over',
          cause: outcome.cause ?? 'handed-over-to-agent',
          actor: kcs,
          at,
          attempt,
        },
        set: {
          // To be asked again: it stays parked if it was, for whoever drains it is also who asks.
          ...(outcome.askAfterMs === undefined
            ? settled
            : { claim: null, nextAttemptAt: new Date(at.getTime() + outcome.askAfterMs) }),
          ...(outcome.reference ? { reference: outcome.reference } : {}),
        },
      }
    case 'retry-later':
      return {
        event: {
          kind: 'attempt',
          ...(to ? { to } : {}),
          cause: outcome.inDoubt ? 'in-doubt' : 'retry-later',
          actor: kcs,
          at,
          attempt,
          code: outcome.code,
          dueAt: again,
        },
        set: { claim: null, nextAttemptAt: again },
      }
    case 'busy':
    case 'auth':
    case 'gone':
      return {
        event: {
          kind: 'attempt',
          cause: outcome.kind,
          actor: kcs,
          at,
          attempt,
          code: outcome.code,
          dueAt: again,
        },
        set: { claim: null, nextAttemptAt: again },
      }
    case 'never':
      return {
        event: { kind: 'state', to: 'failed', cause: 'never', actor: kcs, at, attempt, code: outcome.code },
        set: failedFields(at),
      }
    case 'refused':
      return {
        event: {
          kind: 'state',
          to: 'refused',
          cause: 'refused-by-agent',
          actor: kcs,
          at,
          attempt,
          code: outcome.code,
        },
        set: endedFields(),
      }
  }
}
