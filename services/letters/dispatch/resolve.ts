// From the sender's list to one tapal per recipient, each in its lane.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { LANE_ROWS, shardsOf } from '../../../domain/letters/delivery/mechanism'
import type { LaneSummary } from '../../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { RouteRefusal } from '../../../domain/letters/routing/refusal'
import type { Mechanism } from '../../../domain/letters/systems'
import type { ServiceDeps } from '../../deps'
import { emptyTapal, newTapal } from '../routing/new-tapal'
import { MUCH, type Pace } from '../delivery/pace'
import { type PlanBatch, planRoutes } from '../routing/plan'
import { BATCH } from '../routing/router'
import type { PlannedRoute } from '../routing/router'
import { timesForDispatch } from '../service-level/times-for'
import { testBatches } from '../sandbox/test-ways'
import { NOBODY_YET, openStanding, type Standing } from './standing'

type Deps = Pick<ServiceDeps, 'repositories' | 'newId' | 'now'> & { pace: Pace }

/** Rows of a circular written at once, so that single letters come in between. */
const AT_ONCE = 250
/** Recipients drawn up at once while there are single letters: each round of reads is for as many. */
const DRAWN_AT_ONCE = 400

export interface Resolution {
  lanes: LaneSummary[]
  /** Tapals of which something is owed. */
  owing: number
  /** The letter was recalled before anything was sent. */
  recalled: boolean
}

export interface ResolveControls {
  /** Does nothing and returns null for a list that may take long. */
  shortOnly: boolean
  /** Called before each batch; throws when the work is to stop. */
  beat(): void
}

/** Holes in the directory that would leave a named recipient without any way: an operator must correct them first. */
const HOLES = [
  'office-unknown',
  'seat-unknown',
  'seat-without-office',
  'office-without-seat',
  'office-without-profile',
] as const satisfies readonly RouteRefusal[]

export const resolveRecipientsErrors = [
  'dispatch-unknown',
  'group-unknown',
  'group-inactive',
  'group-cycle',
  'group-too-deep',
  ...HOLES,
] as const satisfies readonly ErrorCode[]

/**
 * Expands the recipients as of the instant of acceptance, allots the despatch number and writes the tapals, batch by
 * batch. Running it again writes nothing twice and returns the same lanes: who has a row by an earlier try keeps it, even if
 * by now the letter would go to another seat. A hole in the directory is thrown if the
 * sender named the recipient, so that an operator sees and corrects it; within a group it is a tapal that has failed.
 */
export async function resolveRecipients(
  deps: Deps,
  { dispatch: id }: { dispatch: string },
  controls: ResolveControls,
): Promise<Resolution | null> {
  const { dispatches, registers, tapals } = deps.repositories
  const dispatch = await dispatches.byId(id)
  if (!dispatch) throw new KcsError('dispatch-unknown')
  if (dispatch.recall && dispatch.state === 'accepted') return { lanes: [], owing: 0, recalled: true }
  // Resolved before (the answer was lost, or Temporal was): the rows say where each tapal lies by now.
  if (dispatch.state !== 'accepted')
    return { ...(await tapals.lanes(id)), recalled: dispatch.recall !== null }
  const isLong =
    dispatch.recipients.length > BATCH || dispatch.recipients.some(({ group }) => group !== undefined)
  if (isLong && controls.shortOnly) return null
  // Allotted before the first row is written: a number that stood tells of an earlier try, and costs no read of its own.
  const entered = once(() =>
    registers.enter('despatch', { subject: id, office: dispatch.sender.office }, deps.now()),
  )
  const standing = once(async () =>
    (await entered()).stood ? openStanding(await tapals.standing(id)) : NOBODY_YET,
  )
  const tapalsWritten = await writeTapals(deps, dispatch, standing, controls)
  await dispatches.open(id, (await entered()).number, deps.now())
  // Where an earlier try was killed half-way its rows stand, by the ways of that time: the lanes are read from the rows.
  const lanes = isLong || tapalsWritten === null ? await tapals.lanes(id) : tapalsWritten
  return { ...lanes, recalled: false }
}

/** Returns null where rows of an earlier try were there. */
async function writeTapals(
  { repositories, newId, now, pace }: Deps,
  dispatch: Dispatch,
  standing: () => Promise<Standing>,
  { beat }: ResolveControls,
): Promise<Omit<Resolution, 'recalled'> | null> {
  const { id, acceptedAt, recipients } = dispatch
  const at = now()
  const rowsByMechanism = new Map<Mechanism, number>()
  const shardOf = (mechanism: Mechanism): number => {
    const rows = rowsByMechanism.get(mechanism) ?? 0
    rowsByMechanism.set(mechanism, rows + 1)
    return Math.floor(rows / LANE_ROWS)
  }
  let owing = 0
  let wereNew = true
  // As of acceptance; but a way that has gone or is down for long by now is not taken.
  const plan = { letter: dispatch, recipients, at: acceptedAt, now: at }
  const empty: string[] = []
  // Read beside the directory, once for all recipients.
  const levels = timesForDispatch({ repositories }, dispatch)
  levels.catch(() => undefined)
  const planned = planRoutes(repositories, plan, () => pace.rows(BATCH, DRAWN_AT_ONCE))
  const batches = dispatch.test ? testBatches(repositories, dispatch.test, planned) : planned
  for await (const { routes, again, empty: none } of pacedBatches(batches, pace)) {
    beat()
    for (const route of routes) requireWay(dispatch, route)
    const stand = await standing()
    const fresh = routes.filter((route) => stand.rowOf(route) === undefined)
    if (fresh.length < routes.length) wereNew = false
    const timesFor = await levels
    const rows = fresh.map((route) =>
      newTapal(dispatch, route, { id: newId(acceptedAt), at, timesFor, shardOf }),
    )
    for (let rest = rows; rest.length > 0; ) {
      beat()
      const some = rest.slice(0, pace.rows(AT_ONCE))
      rest = rest.slice(some.length)
      const paced = rows.length >= MUCH ? pace.much : pace.little
      if (!(await paced(() => repositories.tapals.insert(some)))) wereNew = false
    }
    await repositories.tapals.join(
      id,
      again.map((route) => ({ ...route, ...stand.rowOf(route) })),
    )
    owing += rows.length
    empty.push(...none)
  }
  if (empty.length > 0) {
    const made = { id: newId(acceptedAt), at, timesFor: await levels }
    await repositories.tapals.insert([emptyTapal(dispatch, empty, made)])
    owing += 1
  }
  return wereNew ? { lanes: lanesOf(rowsByMechanism), owing } : null
}

/** Does the work at its first call alone. */
function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined
  return () => (result ??= work())
}

/** To draw up what comes after a large batch is much work as well; a letter to a few waits for nobody. */
async function* pacedBatches(
  batches: AsyncGenerator<PlanBatch, void>,
  pace: Pace,
): AsyncGenerator<PlanBatch, void> {
  try {
    let next = await batches.next()
    while (!next.done) {
      const isMuch = next.value.routes.length >= MUCH
      yield next.value
      next = await (isMuch ? pace.much(() => batches.next()) : batches.next())
    }
  } finally {
    await batches.return()
  }
}

function requireWay(dispatch: Dispatch, route: PlannedRoute): void {
  const hole = HOLES.find((code) => route.refusals.includes(code))
  const group = dispatch.recipients[route.entry]?.group
  if (hole && group === undefined && route.why[0]?.code !== 'rule-copy')
    throw new KcsError(hole, { detail: `office ${route.office}` })
}

function lanesOf(rowsByMechanism: ReadonlyMap<Mechanism, number>): LaneSummary[] {
  return [...rowsByMechanism].flatMap(([mechanism, total]) =>
    Array.from({ length: shardsOf(total) }, (_, shard) => ({
      mechanism,
      shard,
      rows: Math.min(LANE_ROWS, total - shard * LANE_ROWS),
    })),
  )
}
