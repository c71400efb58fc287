// The call-back of a filing system: its connector checks and reads it, and each report becomes an act on its tapal.

import type { AgentReport, CallbackRequest, Connector, UnreadReport } from '../../../connectors/connector'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import {
  type ErrorCode,
  errorEntry,
  type FieldError,
  isKcsError,
  KcsError,
} from '../../../domain/common/error'
import type { Mechanism } from '../../../domain/letters/systems'
import { condensedOf } from '../../../domain/letters/tapal/change'
import { tapalIdOf } from '../../../domain/letters/tapal/keys'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { heardFrom } from '../endpoint/heard'
import { openedEndpoint } from '../endpoint/opened'
import { takeReport } from './take-report'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'> & {
  connectors: Record<Mechanism, Pick<Connector, 'parseCallback' | 'reportsIn'>>
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
  const { taken, condensed, errors } = await takeReports(
    deps,
    record,
    { reports, list: connector.reportsIn },
    now,
  )
  if (errors.length === 0) return { accepted: taken, ...(condensed > 0 ? { condensed } : {}) }
  const detail = `${taken} of ${reports.length} reports were taken.`
  throw new KcsError('callback-invalid', { errors, detail })
}

interface Given {
  reports: readonly (AgentReport | UnreadReport)[]
  /** The member of the call-back in which they stand. */
  list: string | undefined
}

/**
 * Takes one report after the other, in their order. Returns how many, for how many of them older entries gave way, and
 * the errors of those that were refused.
 */
async function takeReports(
  deps: Deps,
  endpoint: EndpointRecord,
  { reports, list = 'reports' }: Given,
  now: Date,
): Promise<{ taken: number; condensed: number; errors: FieldError[] }> {
  const caller = { kind: 'endpoint', endpoint: endpoint.id, agent: endpoint.agent ?? endpoint.id } as const
  const tapalsByKey = await tapalsOf(deps, endpoint, reports)
  const errors: FieldError[] = []
  let [taken, condensed] = [0, 0]
  for (const [index, report] of reports.entries()) {
    if (report.kind === 'unread') {
      errors.push(...report.errors)
      continue
    }
    try {
      const tapal = tapalsByKey.get(report.deliveryKey)
      if (!tapal) throw new KcsError('tapal-unknown')
      const result = await takeReport(deps, caller, { tapal, report }, now)
      tapalsByKey.set(report.deliveryKey, result.tapal)
      taken += 1
      if (condensedOf(result.tapal) > condensedOf(tapal)) condensed += 1
    } catch (error) {
      if (!isKcsError(error)) throw error
      errors.push(...refusalsOf(error, `/${list}/${index}`))
    }
  }
  return { taken, condensed, errors }
}

/** What was wrong with a report: its own places where the fault names them, else what it is and what to do. */
function refusalsOf({ code, errors }: KcsError, pointer: string): FieldError[] {
  if (errors.length > 0) return errors.map((error) => ({ ...error, pointer: pointer + error.pointer, code }))
  const { title, remedy } = errorEntry(code)
  return [{ pointer, detail: `${title} ${remedy}`, code }]
}

/** A call-back that cannot be read is refused as a whole, and its detail says so. */
function refuseWhole(error: unknown): never {
  if (!isKcsError(error) || error.code !== 'callback-invalid') throw error
  const { errors, detail } = error
  throw new KcsError('callback-invalid', { errors, detail: `${detail ?? ''} No report was taken.`.trim() })
}

/** The tapals that the reports speak of, as far as they went to this endpoint, by delivery key. */
async function tapalsOf(
  { repositories }: Deps,
  endpoint: EndpointRecord,
  all: Given['reports'],
): Promise<Map<string, Tapal>> {
  const reports = all.filter((report) => report.kind !== 'unread')
  const ids = [...new Set(reports.flatMap(({ deliveryKey }) => tapalIdOf(deliveryKey) ?? []))]
  const tapals = ids.length === 0 ? [] : await repositories.tapals.byIds(ids)
  const own = tapals.filter((tapal) => tapal.endpoint === endpoint.id)
  const tapalsById = new Map(own.map((tapal) => [tapal.id, tapal]))
  return new Map(
    reports.flatMap(({ deliveryKey }) => {
      const tapal = tapalsById.get(tapalIdOf(deliveryKey) ?? '')
      return tapal ? [[deliveryKey, tapal] as const] : []
    }),
  )
}
