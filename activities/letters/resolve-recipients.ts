// From the sender's list to one tapal per recipient, each in its lane.

import { ApplicationFailure, Context } from '@temporalio/activity'
import { LANE_ROWS, type Mechanism, shardsOf } from '../../domain/letters/delivery/mechanism'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { type ErrorCode, KcsError } from '../../domain/common/error'
import { BATCH, planRoutes } from '../../services/letters/routing/plan'
import type { Planned } from '../../services/letters/routing/router'
import type { ActivityDeps } from '../ports'
import { pulse } from '../pulse'
import { newTapal } from '../../services/letters/routing/new-tapal'

export interface Resolution {
  lanes: LaneSummary[]
  /** Tapals of which something is owed. */
  owing: number
  /** The letter was recalled before anything was sent. */
  recalled: boolean
}

/** Holes in the directory that would leave a named recipient without any way: an operator must mend them first. */
const HOLES: readonly ErrorCode[] = [
  'office-unknown',
  'seat-unknown',
  'seat-without-office',
  'office-without-seat',
  'office-without-profile',
]

export function resolveRecipientsActivity(deps: ActivityDeps) {
  const { dispatches, registers, tapals } = deps.repositories

  /**
   * Expands the recipients as of the instant of acceptance, allots the despatch number and writes the tapals, batch by
   * batch. Running it again writes nothing twice and answers the same lanes. A list with groups may be long, so it is
   * resolved by the ordinary activity only: the local one says no at once. A hole in the directory at a recipient
   * that the sender named is thrown and tried again, so that an operator sees it and can mend it; within a group it is
   * a tapal that has failed.
   */
  return async function resolveRecipients(dispatchId: string): Promise<Resolution> {
    const dispatch = await dispatches.byId(dispatchId)
    if (!dispatch) throw new KcsError('dispatch-unknown')
    if (dispatch.recall && dispatch.state === 'accepted') return { lanes: [], owing: 0, recalled: true }
    // Resolved before (the answer was lost, or Temporal was): the rows say where each tapal lies by now.
    if (dispatch.state !== 'accepted')
      return { ...(await tapals.lanes(dispatchId)), recalled: dispatch.recall !== null }
    const long =
      dispatch.recipients.length > BATCH || dispatch.recipients.some(({ group }) => group !== undefined)
    if (long && Context.current().info.isLocal)
      throw ApplicationFailure.nonRetryable('a long list is resolved by the ordinary activity', 'long-list')
    const written = await write(dispatch)
    const numbers = await registers.allot(
      'despatch',
      [{ subject: dispatchId, office: dispatch.sender.office }],
      deps.now(),
    )
    await dispatches.open(dispatchId, numbers.get(dispatchId)!)
    // Where an earlier try was killed half-way its rows stand, so a long list is told from the rows.
    return { ...(long ? await tapals.lanes(dispatchId) : written), recalled: false }
  }

  async function write(dispatch: Dispatch): Promise<Omit<Resolution, 'recalled'>> {
    const at = deps.now()
    const places = new Map<Mechanism, number>()
    const shardOf = (mechanism: Mechanism): number => {
      const place = places.get(mechanism) ?? 0
      places.set(mechanism, place + 1)
      return Math.floor(place / LANE_ROWS)
    }
    let owing = 0
    const life = pulse()
    try {
      for await (const { routes, again } of planRoutes(deps.repositories, planOf(dispatch))) {
        life.beat()
        for (const route of routes) requireWay(dispatch, route)
        const rows = routes.map((route) =>
          newTapal(dispatch, route, { id: deps.newId(dispatch.acceptedAt), at, shardOf }),
        )
        await tapals.insert(rows)
        await tapals.join(dispatch.id, again)
        owing += rows.length
      }
    } finally {
      life.stop()
    }
    return { lanes: lanesOf(places), owing }
  }
}

function planOf(dispatch: Dispatch) {
  return { letter: dispatch, recipients: dispatch.recipients, at: dispatch.acceptedAt }
}

function requireWay(dispatch: Dispatch, route: Planned): void {
  const hole = route.refusals.find((code) => HOLES.includes(code))
  const group = dispatch.recipients[route.named]?.group
  if (hole && group === undefined && route.why[0]?.code !== 'rule-copy')
    throw new KcsError(hole, { detail: `office ${route.office}` })
}

function lanesOf(places: ReadonlyMap<Mechanism, number>): LaneSummary[] {
  return [...places].flatMap(([mechanism, total]) =>
    Array.from({ length: shardsOf(total) }, (_, shard) => ({
      mechanism,
      shard,
      rows: Math.min(LANE_ROWS, total - shard * LANE_ROWS),
    })),
  )
}
