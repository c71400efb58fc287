// The reports of one system, as they came together: in a call-back, or where they were collected.

import type { AgentReport, UnreadReport } from '../../../connectors/report'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { errorEntry, type FieldError, isKcsError, KcsError } from '../../../domain/common/error'
import { isTestId } from '../../../domain/letters/sandbox/test-letter'
import { condensedOf } from '../../../domain/letters/tapal/change'
import { tapalIdOf } from '../../../domain/letters/tapal/keys'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { isAway } from '../../operations/duty/away'
import { inSandbox } from '../sandbox/place'
import { takeReport } from './take-report'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'> & {
  secrets: Pick<ServiceDeps['secrets'], 'digest'>
}

/** What came of one report; `condensed` where older entries gave way to it. */
export type ReportResult = { kind: 'taken'; condensed: boolean } | { kind: 'refused'; errors: FieldError[] }

type Report = AgentReport | UnreadReport

/**
 * Reads the tapals that the reports speak of, as far as they went to this endpoint, and returns what takes one report after the
 * other, in the order of the system. `pointer` is the place of a report in what was sent, for what is wrong with it.
 */
export async function openReports(
  deps: Deps,
  endpoint: EndpointRecord,
  reports: readonly Report[],
): Promise<(report: Report, pointer: string, now: Date) => Promise<ReportResult>> {
  const caller = { kind: 'endpoint', endpoint: endpoint.id, agent: endpoint.agent ?? endpoint.id } as const
  const tapalsByKey = await tapalsOf(deps, endpoint, reports)
  return async (report, pointer, now) => {
    if (report.kind === 'unread') return { kind: 'refused', errors: [...report.errors] }
    try {
      const tapal = tapalsByKey.get(report.deliveryKey)
      if (!tapal) throw new KcsError('tapal-unknown')
      const place = tapal.test ? inSandbox(deps) : deps
      const result = await takeReport(place, caller, { tapal, report }, now)
      tapalsByKey.set(report.deliveryKey, result.tapal)
      return { kind: 'taken', condensed: condensedOf(result.tapal) > condensedOf(tapal) }
    } catch (error) {
      if (!isKcsError(error) || isAway(error)) throw error
      return { kind: 'refused', errors: refusalsOf(error, pointer) }
    }
  }
}

/** What is wrong with a thing that was handed in: its own places where the fault names them, else what it is and what to do. */
export function refusalsOf({ code, errors }: KcsError, pointer: string): FieldError[] {
  if (errors.length > 0) return errors.map((error) => ({ ...error, pointer: pointer + error.pointer, code }))
  const { title, remedy } = errorEntry(code)
  return [{ pointer, detail: `${title} ${remedy}`, code }]
}

/** By delivery key. */
async function tapalsOf(
  { repositories }: Deps,
  endpoint: EndpointRecord,
  all: readonly Report[],
): Promise<Map<string, Tapal>> {
  const reports = all.filter((report) => report.kind !== 'unread')
  const ids = [...new Set(reports.flatMap(({ deliveryKey }) => tapalIdOf(deliveryKey) ?? []))]
  const letters = ids.filter((id) => !isTestId(id))
  const tests = ids.filter(isTestId)
  const tapals = [
    ...(letters.length === 0 ? [] : await repositories.tapals.byIds(letters)),
    ...(tests.length === 0 ? [] : await repositories.sandbox.tapals.byIds(tests)),
  ]
  const own = tapals.filter((tapal) => tapal.endpoint === endpoint.id)
  const tapalsById = new Map(own.map((tapal) => [tapal.id, tapal]))
  return new Map(
    reports.flatMap(({ deliveryKey }) => {
      const tapal = tapalsById.get(tapalIdOf(deliveryKey) ?? '')
      return tapal ? [[deliveryKey, tapal] as const] : []
    }),
  )
}
