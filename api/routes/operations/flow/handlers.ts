// The one generic way to start, tell and ask the runs of registered flows.

import { KcsError } from '../../../../domain/common/error'
import { MANIFESTS } from '../../../../workflows/manifests'
import { faultOfFields } from '../../../errors'
import { readBody } from '../../../http/read-body'
import type { Answer, CallOf } from '../../../http/route'
import { fieldErrorsOf } from '../../../http/schema-errors'
import { parseStrictJson } from '../../../http/strict-json'
import { temporalUrl } from '../../common/links'
import { requireFlow, requireRole, requireSubject } from './policy'
import type { flowParams, queryParams, runParams, signalParams, startSchema } from './schema'
import { SIGNAL_SCHEMAS } from './schemas'

const ARGUMENT_BYTES = 64 * 1024

export async function listFlows(): Promise<Answer> {
  const items = MANIFESTS.map(({ name, workflowType, taskQueue, signals, queries, mayStart, maySignal }) => ({
    name,
    workflowType,
    taskQueue,
    signals,
    queries,
    mayStart,
    maySignal,
  }))
  return { status: 200, body: { items } }
}

export async function startRun(
  call: CallOf<{ params: typeof flowParams; body: typeof startSchema }>,
): Promise<Answer> {
  const flow = requireFlow(call.params.name)
  requireRole(call.identity, flow.mayStart)
  await requireSubject(call.deps, flow, call.body.subject)
  const { workflowId } = await call.deps.runs.start(flow.name, call.body.subject)
  return {
    status: 202,
    headers: { location: `/v1/flows/${flow.name}/${call.body.subject}` },
    body: { workflowId },
  }
}

export async function readRun({ deps, params }: CallOf<{ params: typeof runParams }>): Promise<Answer> {
  const flow = requireFlow(params.name)
  const run = await deps.runs.describe(flow.name, params.id)
  if (!run) throw new KcsError('not-found')
  return {
    status: 200,
    body: {
      name: flow.name,
      subject: params.id,
      ...run,
      startedAt: run.startedAt.toISOString(),
      closedAt: run.closedAt?.toISOString() ?? null,
      temporal: temporalUrl(deps.settings, run.workflowId),
    },
  }
}

export async function signalRun(call: CallOf<{ params: typeof signalParams }>): Promise<Answer> {
  const { deps, identity, params } = call
  const flow = requireFlow(params.name)
  requireRole(identity, flow.maySignal)
  if (!flow.signals.includes(params.signal)) throw new KcsError('flow-message-unknown')
  const running = await deps.runs.relaySignal(flow.name, params.id, params.signal, await argumentOf(call))
  return { status: 202, body: { running } }
}

export async function queryRun({ deps, params }: CallOf<{ params: typeof queryParams }>): Promise<Answer> {
  const flow = requireFlow(params.name)
  if (!flow.queries.includes(params.query)) throw new KcsError('flow-message-unknown')
  const answer = await deps.runs.relayQuery(flow.name, params.id, params.query)
  if (answer === null) throw new KcsError('not-found')
  return { status: 200, body: { answer } }
}

/** The argument of the signal, as its flow's schema says; none where the flow takes none. */
async function argumentOf({ ctx, params }: CallOf<{ params: typeof signalParams }>): Promise<unknown[]> {
  const bytes = await readBody(ctx.req, ARGUMENT_BYTES)
  const schema = SIGNAL_SCHEMAS[`${params.name}/${params.signal}`]
  if (!schema) {
    if (bytes.length > 0)
      throw new KcsError('validation-failed', { detail: 'This signal takes no argument.' })
    return []
  }
  const result = schema.safeParse(parseStrictJson(bytes))
  if (!result.success) throw faultOfFields(fieldErrorsOf(result.error))
  return [result.data]
}
