// The call-back of a filing system: its connector checks and reads it, and each report becomes an act on its tapal.

import type { CallbackRequest, Connector } from '../../../connectors/connector'
import { type ErrorCode, type FieldError, isKcsError, KcsError } from '../../../domain/common/error'
import type { Mechanism } from '../../../domain/letters/systems'
import type { ServiceDeps } from '../../deps'
import { collectAfterCall } from '../collect/soon'
import { heardFrom } from '../endpoint/heard'
import { openedEndpoint } from '../endpoint/opened'
import { openReports, type ReportResult } from './reports'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'> & {
  connectors: Record<Mechanism, Pick<Connector, 'parseCallback' | 'reportsIn' | 'collect'>>
}

export const takeCallbackErrors = [
  'signature-invalid',
  'timestamp-out-of-tolerance',
  'callback-invalid',
] as const satisfies readonly ErrorCode[]

/**
 * Takes the reports of a call-back; the signature of the request is the right of its caller. Good reports are kept even
 * where others of the same call are refused. Throws KcsError `callback-invalid`, whose errors name the refused reports
 * with the codes of `takeReportErrors`, and `signature-invalid` or `timestamp-out-of-tolerance` of the connector.
 */
export async function takeCallback(
  deps: Deps,
  { endpoint: id, request }: { endpoint: string; request: CallbackRequest },
  now: Date,
): Promise<{ accepted: number; condensed?: number }> {
  const record = await deps.repositories.endpoints.byId(id)
  // An endpoint that is not there and a wrong signature must not be told apart by a stranger.
  if (!record) throw new KcsError('signature-invalid')
  const connector = deps.connectors[record.mechanism]
  if (!connector.parseCallback)
    throw new KcsError('callback-invalid', {
      detail: 'Systems of this kind send no call-backs. No report was taken.',
    })
  const endpoint = openedEndpoint(deps.secrets, record)
  const reports = await connector.parseCallback(endpoint, request).catch(refuseWhole)
  if (record.state === 'paused') heardFrom(deps, { id }, now)
  else collectAfterCall(deps, record, now)
  const { reportsIn: list = 'reports' } = connector
  const takeNext = await openReports(deps, record, reports)
  const results: ReportResult[] = []
  // One after the other, in their order.
  for (const [index, report] of reports.entries())
    results.push(await takeNext(report, `/${list}/${index}`, now))
  const { taken, condensed, errors } = sumOf(results)
  if (errors.length === 0) return { accepted: taken, ...(condensed > 0 ? { condensed } : {}) }
  const detail = `${taken} of ${reports.length} reports were taken.`
  throw new KcsError('callback-invalid', { errors, detail })
}

/** The errors of the reports that were refused, and how many were taken. */
function sumOf(results: readonly ReportResult[]): { taken: number; condensed: number; errors: FieldError[] } {
  const takenResults = results.filter((result) => result.kind === 'taken')
  return {
    taken: takenResults.length,
    condensed: takenResults.filter((result) => result.condensed).length,
    errors: results.flatMap((result) => (result.kind === 'refused' ? result.errors : [])),
  }
}

/** A call-back that cannot be read is refused as a whole, and its detail says so. */
function refuseWhole(error: unknown): never {
  if (!isKcsError(error) || error.code !== 'callback-invalid') throw error
  const { errors, detail } = error
  throw new KcsError('callback-invalid', { errors, detail: `${detail ?? ''} No report was taken.`.trim() })
}
