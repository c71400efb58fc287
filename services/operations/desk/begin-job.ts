// An operator has one act done on many letters: chosen one by one, or by a filter.

import type { Job } from '../../../database/operations/job/repository'
import { type ErrorCode, errorEntry, KcsError } from '../../../domain/common/error'
import { LETTER_REFUSALS } from '../../../domain/letters/routing/refusal'
import type { DeskAct, DeskFilter } from '../../../domain/operations/desk/desk'
import { noteBy } from '../../access/audit/note'
import { type Caller, callerKeyOf } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { loginOf, requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'
import { requireEndpoint, requireEndpointErrors } from '../../letters/endpoint/read'
import { carryOut } from './carry-out'
import { refusedBy } from './reroute'

export interface NewJob {
  act: DeskAct
  /** The endpoint by which they are to go; only for `reroute`. */
  way?: string | undefined
  /** Ids of letters, or which of the desk. */
  letters: readonly string[] | DeskFilter
  perMinute: number
  reason: string
  idempotencyKey: string
}

export const beginJobErrors = [
  'endpoint-gone',
  'idempotency-key-reused',
  'validation-failed',
  ...LETTER_REFUSALS,
  ...requireOperatorErrors,
  ...requireEndpointErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Notes the job and does its first step at once; a duty does the others, whatever dies meanwhile. Letters whose state does not
 * allow the act are passed over. Throws KcsError `endpoint-unknown` or `endpoint-gone` for the way, `idempotency-key-reused`,
 * and where the system there does not take some of the letters that were chosen one by one, what of them (`refused-…`); with
 * a filter those are passed over.
 */
export async function beginJob(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'newId'>,
  caller: Caller,
  { act, way, letters, perMinute, reason, idempotencyKey }: NewJob,
  now: Date,
): Promise<Job> {
  requireOperator(caller)
  const { jobs } = deps.repositories
  const key = `${callerKeyOf(caller)}\n${idempotencyKey}`
  // A repeat returns the job as it was begun, whatever has become of that way meanwhile.
  if (way !== undefined && !(await jobs.byKey(key)))
    await requireWay(deps, way, isSelection(letters) ? letters : [])
  const job = {
    id: deps.newId(now),
    key,
    act,
    way: way ?? null,
    letters: isSelection(letters) ? [...new Set(letters)].sort() : [],
    filter: isSelection(letters) ? null : filterFor(act, letters),
    perMinute,
    reason,
    by: loginOf(caller),
    at: now,
  }
  const isNew = await jobs.begin(job, noteBy(caller, `job-${act}`, now))
  if (isNew) await carryOut(deps, now, job.id)
  const current = await jobs.byKey(job.key)
  if (!current || !isSame(current, job)) throw new KcsError('idempotency-key-reused')
  return current
}

/** The letters must be taken there. */
async function requireWay(
  deps: Pick<ServiceDeps, 'repositories'>,
  way: string,
  letters: readonly string[],
): Promise<void> {
  const endpoint = await requireEndpoint(deps, way)
  if (endpoint.state === 'gone') throw new KcsError('endpoint-gone')
  if (!endpoint.takes || letters.length === 0) return
  const { repositories } = deps
  const refused = await refusedBy(repositories, endpoint, await repositories.tapals.byIds(letters))
  const errors = letters.flatMap((id, index) => {
    const code = refused.get(id)
    return code ? [{ pointer: `/letters/${index}`, detail: `${id}: ${errorEntry(code).title}`, code }] : []
  })
  // What of the first is not taken stands for all: each has its own beside it.
  if (errors[0]) throw new KcsError(errors[0].code, { errors })
}

function isSelection(letters: NewJob['letters']): letters is readonly string[] {
  return Array.isArray(letters)
}

/** Only a failed letter is sent again; what is accepted later is not meant. */
function filterFor(act: DeskAct, filter: DeskFilter): DeskFilter {
  return act === 'replay' ? { ...filter, state: 'failed' } : filter
}

type Asked = Pick<Job, 'act' | 'way' | 'letters' | 'filter' | 'reason'>

function isSame(one: Asked, other: Asked): boolean {
  const facts = ({ act, way, letters, filter, reason }: Asked) =>
    JSON.stringify([act, way, letters, filter && Object.entries(filter).sort(), reason])
  return facts(one) === facts(other)
}
