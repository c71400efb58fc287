// Makes the first row of a tapal from its route.

import { FALLBACK_MECHANISM } from '../../../domain/letters/delivery/mechanism'
import type { Mechanism } from '../../../domain/letters/systems'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { TimesFor } from '../service-level/times-for'
import type { PlannedRoute } from './router'
import { failedFields, routedFields } from '../../../domain/letters/tapal/change'
import { documentKeys } from '../../../domain/letters/tapal/keys'
import type { TapalEvent } from '../../../domain/letters/tapal/event'
import { unrisen } from '../../../domain/letters/tapal/risen'
import type { Tapal, TapalFields } from '../../../domain/letters/tapal/tapal'

/**
 * The row of a recipient. A letter that its office does not take fails at once, goes to the operator's desk and is in no
 * lane. `place` counts the recipients of a mechanism, for its shards.
 */
export function newTapal(
  dispatch: Dispatch,
  route: PlannedRoute,
  made: { id: string; at: Date; timesFor: TimesFor; shardOf(mechanism: Mechanism): number },
): Tapal {
  const { office, seat, purpose, addressedTo, why, refusals, mechanism, endpoint, taking } = route
  const { district, department } = route
  const isRefused = refusals.length > 0 || mechanism === null
  const way = mechanism ?? FALLBACK_MECHANISM
  const { times, level } = made.timesFor(route.officeKind)
  return {
    id: made.id,
    dispatch: dispatch.id,
    sender: { office: dispatch.sender.office, seat: dispatch.sender.seat },
    office,
    seat: seat ?? '',
    district,
    department,
    purpose,
    addressedTo,
    why,
    documentKeys: documentKeys(dispatch.documents),
    hop: 0,
    urgency: dispatch.urgency,
    mechanism: way,
    endpoint: endpoint ?? way,
    shard: isRefused ? 0 : made.shardOf(way),
    taking: taking ?? 'person',
    times,
    ...(level ? { serviceLevel: level } : {}),
    ...begun(made.at, dispatch.acceptedAt),
    ...(isRefused ? failed(made.at, refusals[0] ?? 'office-without-profile') : {}),
    createdAt: dispatch.acceptedAt,
    ...(dispatch.test ? { test: dispatch.test } : {}),
  }
}

/**
 * The row of a letter to groups that hold nobody: it has failed, so that sender and operator are told. It is addressed to
 * no office; the reasons name the groups.
 */
export function emptyTapal(
  dispatch: Dispatch,
  groups: readonly string[],
  made: { id: string; at: Date; timesFor: TimesFor },
): Tapal {
  const why = [...new Set(groups)].map((of) => ({ code: 'group', of }) as const)
  const nobody: PlannedRoute = {
    ...{
      entry: 0,
      office: '',
      officeKind: '',
      seat: null,
      purpose: 'action',
      addressedTo: [],
      why,
      refusals: [],
      copies: [],
    },
    ...{ mechanism: null, endpoint: null, taking: null, pause: null, duty: null },
    ...{ district: '', department: '' },
  }
  const row = newTapal(dispatch, nobody, { ...made, shardOf: () => 0 })
  return { ...row, ...failed(made.at, 'group-empty') }
}

type Begun = Omit<TapalFields, 'mechanism' | 'endpoint' | 'shard' | 'taking'> &
  Pick<Tapal, 'state' | 'sequence' | 'events'>

function begun(at: Date, acceptedAt: Date): Begun {
  return {
    state: 'routed',
    sequence: 1,
    events: [resolved(at)],
    attempts: 0,
    nextAttemptAt: at,
    lastAskedAt: null,
    claim: null,
    lease: null,
    parked: false,
    withdrawOwed: false,
    withdrawal: null,
    reference: null,
    inwardNumber: null,
    refusal: null,
    diary: null,
    postalNumber: null,
    mailLink: null,
    ...routedFields(acceptedAt),
    ...unrisen,
    deliveredAt: null,
    acknowledgedAt: null,
    openedAt: null,
    remindedAt: null,
  }
}

function resolved(at: Date): TapalEvent {
  const actor = { kind: 'kcs' } as const
  return { sequence: 1, kind: 'state', from: 'routed', to: 'routed', cause: 'resolved', actor, at }
}

function failed(at: Date, code: string): Partial<Begun> {
  const event: TapalEvent = {
    ...resolved(at),
    sequence: 2,
    to: 'failed',
    cause: 'refused-by-profile',
    code,
  }
  return { ...failedFields(at), state: 'failed', sequence: 2, events: [resolved(at), event] }
}
