// The operator's hand on a system: pausing it, and letting it go on.

import type { EndpointRecord } from '../../../../database/letters/endpoint/repository'
import { endpointWorkflowId } from '../../../../domain/letters/endpoint/endpoint'
import { KcsError } from '../../../../domain/common/error'
import type { ApiDeps } from '../../../deps'
import type { Answer, CallOf } from '../../../http/route'
import { temporalUrl } from '../../common/links'
import type { EndpointAnswer, endpointParams, pauseSchema } from './schema'

type OnEndpoint = CallOf<{ params: typeof endpointParams }>

export async function listEndpoints({ deps }: CallOf<object>): Promise<Answer> {
  const endpoints = await deps.repositories.endpoints.list()
  const items = await Promise.all(endpoints.map((endpoint) => present(deps, endpoint)))
  return { status: 200, body: { items } }
}

/** What waits for it is parked; its own run waits for the operator. */
export async function pauseEndpoint(
  call: CallOf<{ params: typeof endpointParams; body: typeof pauseSchema }>,
): Promise<Answer> {
  const { deps, services, params, body, now, ctx } = call
  const { endpoints } = deps.repositories
  await requireEndpoint(deps, params.id)
  await endpoints.pause(params.id, 'operator', body.reason, now)
  services.background.after(ctx.res, 'signal parked', () =>
    deps.flows.signalWithStart('endpoint', params.id, 'parked'),
  )
  return answer(call)
}

/** Opens it; its run delivers what was parked. */
export async function resumeEndpoint(call: OnEndpoint): Promise<Answer> {
  const { deps, services, params, ctx } = call
  await requireEndpoint(deps, params.id)
  await deps.repositories.endpoints.open(params.id)
  services.background.after(ctx.res, 'signal resumed', () =>
    deps.flows.signalWithStart('endpoint', params.id, 'resumed'),
  )
  return answer(call)
}

async function answer({ deps, params }: Pick<OnEndpoint, 'deps' | 'params'>): Promise<Answer> {
  return { status: 202, body: await present(deps, await requireEndpoint(deps, params.id)) }
}

async function requireEndpoint({ repositories }: ApiDeps, id: string): Promise<EndpointRecord> {
  const endpoint = await repositories.endpoints.byId(id)
  if (!endpoint) throw new KcsError('endpoint-unknown')
  return endpoint
}

async function present(
  { repositories, settings }: ApiDeps,
  endpoint: EndpointRecord,
): Promise<EndpointAnswer> {
  const { count, since } = await repositories.tapals.parked(endpoint.id)
  const { id, mechanism, agent, address, state, pausedBy, pausedAt, reason, failuresInRow } = endpoint
  return {
    id,
    mechanism,
    agent,
    address,
    state,
    pausedBy,
    pausedAt: pausedAt?.toISOString() ?? null,
    reason,
    failuresInRow,
    parked: count,
    parkedSince: since?.toISOString() ?? null,
    temporal: temporalUrl(settings, endpointWorkflowId(id)),
  }
}
