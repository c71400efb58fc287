// From the sender's list to one tapal per recipient, each in its lane.

import { type Mechanism, shardsOf, LANE_ROWS } from '../domain/delivery/mechanism'
import type { LaneSummary } from '../domain/dispatch/dispatch'
import { mergeRecipients, type ResolvedRecipient } from '../domain/dispatch/recipients'
import type { Dispatch } from '../domain/dispatch/record'
import { KcsError } from '../domain/errors'
import type { Office } from '../domain/office/office'
import { chooseWay, profileAt } from '../domain/office/profile'
import type { Seat } from '../domain/office/seat'
import { transmissionDue } from '../domain/tapal/change'
import type { Tapal, TapalFields } from '../domain/tapal/tapal'
import type { ActivityDeps } from './ports'

export interface Resolution {
  lanes: LaneSummary[]
  /** Tapals of which something is owed. */
  owing: number
  /** The letter was recalled before anything was sent. */
  recalled: boolean
}

export function resolveRecipientsActivity(deps: ActivityDeps) {
  const { dispatches, offices, seats, registers, tapals } = deps.repositories

  /**
   * Expands the recipients as of the instant of acceptance, allots the despatch number and writes the tapals.
   * Running it again writes nothing twice and answers the same lanes.
   * A hole in the directory is thrown and tried again, so that an operator sees it and can mend it.
   */
  return async function resolveRecipients(dispatchId: string): Promise<Resolution> {
    const dispatch = await dispatches.byId(dispatchId)
    if (!dispatch) throw new KcsError('dispatch-unknown')
    if (dispatch.recall && dispatch.state === 'accepted') return { lanes: [], owing: 0, recalled: true }
    // Resolved before (the answer was lost, or Temporal was): the rows say where each tapal lies by now.
    if (dispatch.state !== 'accepted')
      return { ...(await tapals.lanes(dispatchId)), recalled: dispatch.recall !== null }
    const recipients = await expand(dispatch)
    const at = deps.now()
    const rows = toTapals(dispatch, recipients, at)
    const numbers = await registers.allot(
      'despatch',
      [{ subject: dispatchId, office: dispatch.sender.office }],
      at,
    )
    await tapals.insert(rows)
    await dispatches.open(dispatchId, numbers.get(dispatchId)!)
    return { lanes: lanesOf(rows), owing: rows.length, recalled: false }
  }

  async function expand(dispatch: Dispatch): Promise<{ recipient: ResolvedRecipient; office: Office }[]> {
    const named = dispatch.recipients
    const seatIds = named.flatMap((recipient) => recipient.seat ?? [])
    const knownSeats = seatIds.length === 0 ? new Map<string, Seat>() : await seats.byIds(seatIds)
    const codes = named.map(
      (recipient) => recipient.office ?? knownSeats.get(recipient.seat ?? '')?.office ?? '',
    )
    const knownOffices = await offices.byCodes([...new Set(codes)])
    const resolved = named.map((recipient, i) => {
      const office = knownOffices.get(codes[i]!)
      if (!office) throw new KcsError('office-unknown', { detail: `office ${codes[i]}` })
      const seat = recipient.seat ?? office.inwardSeat
      if (!seat) throw new KcsError('office-without-seat', { detail: `office ${office.code}` })
      return { office: office.code, seat, purpose: recipient.purpose }
    })
    return mergeRecipients(resolved).map((recipient) => ({
      recipient,
      office: knownOffices.get(recipient.office)!,
    }))
  }

  function toTapals(
    dispatch: Dispatch,
    recipients: readonly { recipient: ResolvedRecipient; office: Office }[],
    at: Date,
  ): Tapal[] {
    const perMechanism = new Map<Mechanism, number>()
    return recipients.map(({ recipient, office }) => {
      const profile = profileAt(office, dispatch.acceptedAt)
      if (!profile) throw new KcsError('office-without-profile', { detail: `office ${office.code}` })
      const { mechanism, endpoint, taking } = chooseWay(profile)
      const place = perMechanism.get(mechanism) ?? 0
      perMechanism.set(mechanism, place + 1)
      return {
        id: deps.newId(dispatch.acceptedAt),
        dispatch: dispatch.id,
        sender: { office: dispatch.sender.office, seat: dispatch.sender.seat },
        ...recipient,
        addressedTo: [],
        why: [],
        hop: 0,
        urgency: dispatch.urgency,
        mechanism,
        endpoint,
        shard: Math.floor(place / LANE_ROWS),
        taking,
        times: dispatch.times,
        ...fresh(at, dispatch.acceptedAt),
        createdAt: dispatch.acceptedAt,
      }
    })
  }
}

/** The fields of a tapal that has just been routed. */
function fresh(
  at: Date,
  acceptedAt: Date,
): Omit<TapalFields, 'mechanism' | 'endpoint' | 'shard'> & Pick<Tapal, 'state' | 'sequence' | 'events'> {
  return {
    state: 'routed',
    sequence: 1,
    events: [
      {
        sequence: 1,
        kind: 'state',
        from: 'routed',
        to: 'routed',
        cause: 'resolved',
        actor: { kind: 'kcs' },
        at,
      },
    ],
    attempts: 0,
    nextAttemptAt: at,
    claim: null,
    parked: false,
    withdrawOwed: false,
    reference: null,
    inwardNumber: null,
    refusal: null,
    diary: null,
    postalNumber: null,
    owes: true,
    dueAt: transmissionDue(acceptedAt),
    level: 0,
    escalatedTo: [],
    deliveredAt: null,
    acknowledgedAt: null,
    openedAt: null,
  }
}

function lanesOf(rows: readonly Tapal[]): LaneSummary[] {
  const counts = new Map<Mechanism, number>()
  for (const row of rows) counts.set(row.mechanism, (counts.get(row.mechanism) ?? 0) + 1)
  return [...counts].flatMap(([mechanism, total]) =>
    Array.from({ length: shardsOf(total) }, (_, shard) => ({
      mechanism,
      shard,
      rows: Math.min(LANE_ROWS, total - shard * LANE_ROWS),
    })),
  )
}
