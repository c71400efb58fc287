// One report of a filing system, as the act on a tapal that it tells of.

import type { AgentReport } from '../../../connectors/report'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { acknowledge } from '../tapal/acknowledge'
import type { Changed } from '../tapal/apply'
import type { EndpointCaller } from '../tapal/caller'
import { close } from '../tapal/close'
import { file } from '../tapal/file'
import { move } from '../tapal/move'
import { noteOpening } from '../tapal/note-opening'
import { refuse } from '../tapal/refuse'
import { returnTapal } from '../tapal/return'

/** Codes of single reports. A filing system acts for no seat, so that `seat-not-held` is none of them. */
export const takeReportErrors = [
  'tapal-unknown',
  'acknowledged-otherwise',
  'not-acknowledgeable',
  'validation-failed',
  'not-refusable',
  'report-key-reused',
] as const satisfies readonly ErrorCode[]

interface Deps extends Pick<ServiceDeps, 'repositories' | 'runs'> {
  secrets: Pick<ServiceDeps['secrets'], 'digest'>
}

/** Half a digest tells two reports apart; its key and its instant are no part of what it says. */
const CONTENT_LENGTH = 32

/**
 * Does what the report tells of, once under the report's key; another report under it throws `report-key-reused`. What the system must know is thrown (a tapal that cannot
 * be acknowledged, refused or returned any more); what it only tells is kept as a fact.
 */
export async function takeReport(
  deps: Deps,
  caller: EndpointCaller,
  { tapal, report }: { tapal: Tapal; report: AgentReport },
  now: Date,
): Promise<Changed> {
  const content = contentOf(deps, report)
  requireSameReport(tapal, report.key, content)
  const result = await act(deps, caller, { tapal, report, content }, now)
  // Another report under the key may have come between the look and the write.
  if (!result.changed) requireSameReport(result.tapal, report.key, content)
  return result
}

/** Throws where the tapal holds another report under the key; what was kept without its digest counts as the same. */
function requireSameReport({ events }: Tapal, key: string, content: string): void {
  const sameKey = events.find((event) => event.key === key)
  if (sameKey?.content !== undefined && sameKey.content !== content) throw new KcsError('report-key-reused')
}

function act(
  deps: Deps,
  caller: EndpointCaller,
  { tapal, report, content }: { tapal: Tapal; report: AgentReport; content: string },
  now: Date,
): Promise<Changed> {
  const input = { tapal, report: { key: report.key, at: report.at, content } }
  switch (report.kind) {
    case 'acknowledged': {
      const { number, date } = report.diary
      const day = date === undefined ? {} : { diaryDate: dayInKerala(date) }
      return acknowledge(deps, caller, { ...input, diaryNumber: number, ...day }, now)
    }
    case 'refused': {
      const refusal = { code: report.code, reason: report.reason, rightOffice: report.rightOffice ?? null }
      return refuse(deps, caller, { ...input, refusal }, now)
    }
    case 'returned': {
      const refusal = { code: 'other', reason: report.reason, rightOffice: null } as const
      return returnTapal(deps, caller, { ...input, refusal }, now)
    }
    case 'opened':
      return noteOpening(deps, caller, input, now)
    case 'closed':
      return close(deps, caller, input, now)
    case 'movement':
      return move(deps, caller, { ...input, desk: report.desk }, now)
    case 'filed':
      return file(deps, caller, { ...input, desk: report.desk }, now)
  }
}

function contentOf({ secrets }: Deps, { key: _key, at: _at, ...said }: AgentReport): string {
  return secrets.digest(JSON.stringify(said)).slice(0, CONTENT_LENGTH)
}
