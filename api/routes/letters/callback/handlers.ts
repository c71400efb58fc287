// Taking the call-backs of a filing system: the connector checks and reads them, the rows keep them.

import type { AgentReport } from '../../../../connectors/connector'
import { openedEndpoint } from '../../../../services/letters/endpoint/opened'
import type { EndpointRecord } from '../../../../database/letters/endpoint/repository'
import {
  type ErrorCode,
  errorEntry,
  type FieldError,
  isKcsError,
  KcsError,
} from '../../../../domain/common/error'
import { tapalIdOf } from '../../../../domain/letters/tapal/keys'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import type { z } from 'zod'
import type { ApiDeps } from '../../../deps'
import { readBody } from '../../../http/read-body'
import type { Answer, Call } from '../../../http/route'
import type { Identity } from '../../../../services/access/right/identity'
import { tellTaken } from '../tapal/after-change'
import { applyReport } from './apply-report'
import type { callbackParams } from './schema'

const BODY_BYTES = 1024 * 1024

type Callback = Call<Identity, z.infer<typeof callbackParams>, Record<string, never>, undefined>

/** Good reports are kept even where others of the same call are refused; those are named by their place. */
export async function takeCallback(call: Callback): Promise<Answer> {
  const { deps, services, params, ctx, now } = call
  const record = await deps.repositories.endpoints.byId(params.endpointId)
  const body = await readBody(ctx.req, BODY_BYTES)
  // An endpoint that is not there and a wrong signature must not be told apart by a stranger.
  if (!record) throw new KcsError('signature-invalid')
  const request = { headers: headersOf(ctx.headers), body, receivedAt: now }
  const reports = await deps.connectors[record.mechanism]
    .parseCallback(openedEndpoint(deps.sealing, record), request)
    .catch(noneTaken)
  const known = await tapalsOf(deps, record, reports)
  const errors: FieldError[] = []
  for (const [index, report] of reports.entries()) {
    const tapal = known.get(report.deliveryKey)
    const applied = tapal
      ? await applyReport(deps.repositories.tapals, record, tapal, report, now)
      : { fault: 'tapal-unknown' as const }
    if ('fault' in applied) {
      errors.push(fieldError(index, applied.fault))
      continue
    }
    known.set(report.deliveryKey, applied.tapal)
    if (applied.settled) tellTaken({ deps, services, response: ctx.res }, applied.tapal)
  }
  if (errors.length > 0) {
    const accepted = reports.length - errors.length
    throw new KcsError('callback-invalid', {
      errors,
      detail: `${accepted} of ${reports.length} reports were taken.`,
    })
  }
  return { status: 200, body: { accepted: reports.length } }
}

/** A call-back that cannot be read is refused as a whole, and says so. */
function noneTaken(error: unknown): never {
  if (!isKcsError(error) || error.code !== 'callback-invalid') throw error
  const { errors, detail } = error
  throw new KcsError('callback-invalid', { errors, detail: `${detail ?? ''} No report was taken.`.trim() })
}

/** The tapals that the reports speak of, as far as they went to this endpoint. */
async function tapalsOf(
  { repositories }: ApiDeps,
  endpoint: EndpointRecord,
  reports: readonly AgentReport[],
): Promise<Map<string, Tapal>> {
  const ids = [...new Set(reports.flatMap(({ deliveryKey }) => tapalIdOf(deliveryKey) ?? []))]
  const tapals = ids.length === 0 ? [] : await repositories.tapals.byIds(ids)
  const own = tapals.filter((tapal) => tapal.endpoint === endpoint.id)
  const byId = new Map(own.map((tapal) => [tapal.id, tapal]))
  return new Map(
    reports.flatMap(({ deliveryKey }) => {
      const tapal = byId.get(tapalIdOf(deliveryKey) ?? '')
      return tapal ? [[deliveryKey, tapal] as const] : []
    }),
  )
}

function headersOf(headers: Callback['ctx']['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

function fieldError(index: number, code: ErrorCode): FieldError {
  return { pointer: `/reports/${index}`, detail: errorEntry(code).title, code }
}
