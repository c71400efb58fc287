// A tapal as it lies in an inbox, for tests of what is done with it.

import { ulid } from 'ulid'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { deliveredFields } from '../../domain/letters/tapal/change'
import { clocksOf } from '../../domain/letters/tapal/clocks'
import { documentKeys } from '../../domain/letters/tapal/keys'
import type { Tapal } from '../../domain/letters/tapal/tapal'

/** Delivered to RECV/TAPAL by the agent application, for action, unless told otherwise. */
export function buildTapal(dispatch: Dispatch, at: Date, overrides: Partial<Tapal>): Tapal {
  const owner = {
    purpose: overrides.purpose ?? ('action' as const),
    times: dispatch.times,
    taking: 'person' as const,
  }
  const kcs = { kind: 'kcs' } as const
  const row: Tapal = {
    id: ulid(at.getTime()),
    dispatch: dispatch.id,
    sender: { office: dispatch.sender.office, seat: dispatch.sender.seat },
    office: 'RECV',
    seat: 'RECV/TAPAL',
    district: '',
    department: '',
    ...owner,
    addressedTo: [],
    why: [],
    documentKeys: documentKeys(dispatch.documents),
    hop: 0,
    urgency: dispatch.urgency,
    mechanism: 'kcs-agent',
    endpoint: 'kcs-agent',
    shard: 0,
    attempts: 1,
    nextAttemptAt: null,
    lastAskedAt: null,
    claim: null,
    lease: null,
    parked: false,
    withdrawOwed: false,
    withdrawal: null,
    reference: null,
    inwardNumber: 'RECV/IN/2026/000007',
    diary: null,
    postalNumber: null,
    mailLink: null,
    refusal: null,
    clocks: [],
    owes: true,
    dueAt: null,
    level: 0,
    escalatedTo: [],
    roseAt: {},
    deliveredAt: null,
    acknowledgedAt: null,
    openedAt: null,
    remindedAt: null,
    state: 'delivered',
    sequence: 2,
    events: [
      { sequence: 1, kind: 'state', from: 'routed', to: 'routed', cause: 'resolved', actor: kcs, at },
      {
        sequence: 2,
        kind: 'state',
        from: 'routed',
        to: 'delivered',
        cause: 'delivered-to-inbox',
        actor: kcs,
        at,
        attempt: 1,
      },
    ],
    createdAt: at,
    ...deliveredFields(owner, at),
    ...overrides,
  }
  return { ...row, clocks: clocksOf(row) }
}
