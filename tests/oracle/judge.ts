// The judge of fault runs: the invariants that must hold once all is quiet, whatever was killed on the way.

import { ENDED_STATES, isTaken, type TapalState } from '../../domain/letters/tapal/states'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import type { Evidence, Findings } from './evidence'
import { auditGaps, backwardMoves, brokenChanges } from './events'
import { atTargets } from './targets'

/**
 * Longest time until all is done after the last fault, in ms: five minutes, and the load's own time where that is more. What the
 * parts could not do while they were killed is done afterwards: it grows with the load, and the slower the machine, the more of
 * it there is. A KCS that does not keep up even when nothing is killed any more is never done.
 */
export function quietWithin(loadMs: number): number {
  return Math.max(300_000, loadMs)
}

/** Judges the evidence of one KCS: every invariant by its number. */
export function judge(evidence: Evidence): Findings {
  const { tapals, dispatches, runs, leaks } = evidence
  const byDispatch = groupedByDispatch(tapals)
  return {
    'I1 none lost': lost(evidence, byDispatch),
    'I2 none doubled': doubled(evidence, byDispatch),
    'I3 no phantom': phantoms(evidence),
    'I4 state moves only forward': [...tapals.flatMap(backwardMoves), ...dispatches.flatMap(brokenChanges)],
    'I5 sums': sums(evidence),
    'I6 one audit entry per change of state': auditGaps(tapals, dispatches, evidence.audit),
    'I7 one effect per acknowledgement': acknowledgements(evidence),
    ...atTargets(evidence),
    'I9 quiet in time':
      evidence.quietAfterMs <= quietWithin(evidence.loadMs) ? [] : [`it took ${evidence.quietAfterMs} ms`],
    'I11 no run failed': runs
      .filter(({ status }) => status !== 'COMPLETED')
      .map(({ id, status }) => `${id} ${status}`),
    'I12 no letter text in logs, histories and ids': [
      ...runs.filter(({ hasSecret }) => hasSecret).map(({ id }) => `history of ${id}`),
      ...leaks,
    ],
  }
}

/** The findings that are not empty. */
export function broken(findings: Findings): Findings {
  return Object.fromEntries(Object.entries(findings).filter(([, wrong]) => wrong.length > 0))
}

type ByDispatch = ReadonlyMap<string, readonly Tapal[]>

function groupedByDispatch(tapals: readonly Tapal[]): ByDispatch {
  const groups = new Map<string, Tapal[]>()
  for (const tapal of tapals) {
    const group = groups.get(tapal.dispatch)
    if (group) group.push(tapal)
    else groups.set(tapal.dispatch, [tapal])
  }
  return groups
}

function lost({ accepted, dispatches }: Evidence, tapals: ByDispatch): string[] {
  const kept = new Map(dispatches.map((dispatch) => [dispatch.id, dispatch]))
  return accepted.flatMap(({ id, offices }) => {
    const dispatch = kept.get(id)
    if (!dispatch) return [`${id} was accepted and is not in the record`]
    // Recalled before it was on its way to anybody.
    if (dispatch.recall !== null && dispatch.closedAt !== null && !tapals.has(id)) return []
    const reached = new Set(tapals.get(id)?.map(({ office }) => office))
    return offices
      .filter((office) => !reached.has(office))
      .map((office) => `${id} has no tapal for ${office}`)
  })
}

function doubled({ accepted }: Evidence, tapals: ByDispatch): string[] {
  return accepted.flatMap(({ id, offices }) => {
    const first = (tapals.get(id) ?? []).filter(({ hop }) => hop === 0)
    const places = first.map(({ office, seat }) => `${office} ${seat}`)
    const twice = places.filter((place, at) => places.indexOf(place) !== at)
    const stray = first.filter(({ office }) => !offices.includes(office)).map(({ office }) => office)
    return [
      ...twice.map((place) => `${id} lies twice at ${place}`),
      ...stray.map((office) => `${id} lies at ${office}, to which it was not written`),
    ]
  })
}

function phantoms({ accepted, dispatches, tapals }: Evidence): string[] {
  const sent = new Map(accepted.map(({ id, key }) => [id, key]))
  const kept = new Set(dispatches.map(({ id }) => id))
  const keys = new Set(accepted.map(({ key }) => key))
  return [
    ...dispatches
      .filter(({ id }) => !sent.has(id))
      .map(({ id, idempotencyKey }) =>
        keys.has(idempotencyKey)
          ? `${id} is a second dispatch of the key ${idempotencyKey}`
          : `${id} was sent by nobody`,
      ),
    ...tapals.filter(({ dispatch }) => !kept.has(dispatch)).map(({ id }) => `tapal ${id} has no dispatch`),
  ]
}

function sums({ tapals, dispatches }: Evidence): string[] {
  const open = tapals.flatMap((tapal) => {
    if (tapal.owes) return [`${tapal.id} still owes something in ${tapal.state}`]
    if (tapal.withdrawOwed) return [`${tapal.id} is still to be withdrawn`]
    if (tapal.state === 'failed') return [`${tapal.id} failed and owes nothing`]
    const rests =
      isTaken(tapal.state) ||
      (ENDED_STATES as readonly TapalState[]).includes(tapal.state) ||
      (tapal.purpose === 'information' && tapal.state === 'delivered')
    return rests ? [] : [`${tapal.id} rests in ${tapal.state}`]
  })
  return [
    ...open,
    ...dispatches
      .filter(({ closedAt }) => closedAt === null)
      .map(({ id, state }) => `${id} is still ${state}`),
  ]
}

function acknowledgements({ tapals, confirmed }: Evidence): string[] {
  const byId = new Map(tapals.map((tapal) => [tapal.id, tapal]))
  return [
    ...tapals.flatMap((tapal) => {
      const times = tapal.events.filter(
        ({ kind, to, from }) => kind === 'state' && to === 'acknowledged' && from !== to,
      ).length
      return times > 1 ? [`${tapal.id} was acknowledged ${times} times`] : []
    }),
    ...confirmed.flatMap(({ tapal: id, diary }) => {
      const tapal = byId.get(id)
      if (!tapal || (!isTaken(tapal.state) && tapal.state !== 'returned'))
        return [`${id} was acknowledged, and is ${tapal?.state ?? 'gone'}`]
      return diary !== null && tapal.diary?.number !== diary
        ? [`${id} was acknowledged under ${diary} and has ${tapal.diary?.number ?? 'no number'}`]
        : []
    }),
  ]
}
