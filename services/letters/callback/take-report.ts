// One report of a filing system, as the act on a tapal that it tells of.

import type { AgentReport } from '../../../connectors/connector'
import { dayInKerala } from '../../../domain/common/clock/ist'
import type { ErrorCode } from '../../../domain/common/error'
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
] as const satisfies readonly ErrorCode[]

/**
 * Does what the report tells of, once under the report's key. What the system must know is thrown (a tapal that cannot
 * be acknowledged, refused or returned any more); what it only tells is kept as a fact.
 */
export async function takeReport(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: EndpointCaller,
  { tapal, report }: { tapal: Tapal; report: AgentReport },
  now: Date,
): Promise<Changed> {
  const input = { tapal, report: { key: report.key, at: report.at } }
  switch (report.kind) {
    case 'acknowledged': {
      const { number, date } = report.diary
      return acknowledge(deps, caller, { ...input, diaryNumber: number, diaryDate: dayInKerala(date) }, now)
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
