// What a filing system reports of a tapal, entered in its trace once.

import type { AgentReport } from '../../../../connectors/connector'
import type { Repositories } from '../../../../database'
import type { EndpointRecord } from '../../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../../domain/common/error'
import {
  acknowledgeChange,
  type Act,
  closeChange,
  inProcessChange,
  movementChange,
  openChange,
  refuseChange,
  returnChange,
} from '../../../../domain/letters/tapal/acts'
import type { TapalChange } from '../../../../domain/letters/tapal/change'
import type { Cause, Desk } from '../../../../domain/letters/tapal/event'
import { isTaken } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'

/** What came of a report: entered now, entered before, or why not. */
export type Applied = { tapal: Tapal; settled: boolean } | { fault: ErrorCode }

/**
 * Safe to repeat under the report's own key. What moves a state that cannot be moved any more is a fault where the
 * system must know it (acknowledged, refused, returned); what it only tells is kept as a fact.
 */
export async function applyReport(
  tapals: Repositories['tapals'],
  endpoint: EndpointRecord,
  tapal: Tapal,
  report: AgentReport,
  now: Date,
): Promise<Applied> {
  const act: Act = {
    actor: { kind: 'agent', agent: endpoint.agent ?? endpoint.id },
    at: instantOf(report, tapal, now),
    key: report.key,
  }
  switch (report.kind) {
    case 'acknowledged': {
      const change = acknowledgeChange(tapal, { ...act, diary: report.diary, cause: 'acknowledged-by-agent' })
      return decisive(tapals, tapal, change, report.key, (seen) => {
        if (seen.diary?.number === report.diary.number && isTaken(seen.state)) return null
        return seen.diary && isTaken(seen.state) ? 'acknowledged-otherwise' : 'not-acknowledgeable'
      })
    }
    case 'refused': {
      const refusal = { code: report.code, reason: report.reason, rightOffice: report.rightOffice ?? null }
      const change = refuseChange({ ...act, refusal, cause: 'refused-by-agent' })
      return decisive(tapals, tapal, change, report.key, () => 'not-refusable')
    }
    case 'returned': {
      const refusal = { code: 'other' as const, reason: report.reason, rightOffice: null }
      return decisive(tapals, tapal, returnChange({ ...act, refusal }), report.key, () => 'not-refusable')
    }
    case 'opened':
      return told(tapals, tapal, openChange({ ...act, cause: 'opened-at-agent' }), act, 'opened-at-agent')
    case 'closed':
      return told(tapals, tapal, closeChange(act), act, 'closed-by-agent')
    case 'movement':
      return moved(tapals, tapal, act, 'marked', report.desk)
    case 'filed':
      return moved(tapals, tapal, act, 'put-in-file', report.desk)
  }
}

/** The system's own time, unless it lies before the tapal or in the future. */
function instantOf(report: AgentReport, tapal: Tapal, now: Date): Date {
  return report.at < tapal.createdAt || report.at > now ? now : report.at
}

const knows = (tapal: Tapal, key: string): boolean => tapal.events.some((event) => event.key === key)

async function decisive(
  tapals: Repositories['tapals'],
  tapal: Tapal,
  change: TapalChange,
  key: string,
  faultOf: (seen: Tapal) => ErrorCode | null,
): Promise<Applied> {
  const changed = await tapals.apply(tapal.id, change)
  if (changed) return { tapal: changed, settled: !changed.owes && tapal.owes }
  const seen = (await tapals.byId(tapal.id)) ?? tapal
  if (knows(seen, key)) return { tapal: seen, settled: false }
  const fault = faultOf(seen)
  return fault === null ? { tapal: seen, settled: false } : { fault }
}

/** The change of state where it fits, else the bare fact. */
async function told(
  tapals: Repositories['tapals'],
  tapal: Tapal,
  change: TapalChange,
  act: Act,
  cause: Cause,
): Promise<Applied> {
  const changed =
    (await tapals.apply(tapal.id, change)) ??
    (await tapals.apply(tapal.id, movementChange({ ...act, cause })))
  return { tapal: changed ?? tapal, settled: false }
}

/** A movement is a fact of its own; the first after the acknowledgement also says that work has begun. */
async function moved(
  tapals: Repositories['tapals'],
  tapal: Tapal,
  act: Act,
  cause: Cause,
  desk: Desk,
): Promise<Applied> {
  await tapals.apply(tapal.id, movementChange({ ...act, cause, desk }))
  const begun = await tapals.apply(tapal.id, inProcessChange({ ...act, key: `${act.key}/in-process`, cause }))
  return { tapal: begun ?? tapal, settled: false }
}
