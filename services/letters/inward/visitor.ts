// Who comes for letters: an agent by its key, at the endpoint where they are laid out for it.

import type { Agent } from '../../../database/access/agent/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { isVisitingSystem } from '../../../domain/letters/systems'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import type { EndpointCaller } from '../tapal/caller'

type Deps = Pick<ServiceDeps, 'repositories'>

export interface Visitor {
  agent: Agent
  endpoint: EndpointRecord
  /** As which it acts on tapals: the same as a filing system by its call-back. */
  acting: EndpointCaller
}

export const requireVisitorErrors = ['forbidden', 'agent-is-called'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `forbidden` for people, `agent-is-called` for an agent to which letters are brought, or that only sends. */
export async function requireVisitor({ repositories }: Deps, caller: Caller): Promise<Visitor> {
  if (caller.kind !== 'agent') throw new KcsError('forbidden')
  const { agent } = caller
  const endpoint = agent.endpoint === null ? null : await repositories.endpoints.byId(agent.endpoint)
  if (!endpoint || !isVisitingSystem(endpoint.mechanism)) throw new KcsError('agent-is-called')
  return { agent, endpoint, acting: { kind: 'endpoint', endpoint: endpoint.id, agent: agent.id } }
}

export const requireInwardErrors = ['tapal-unknown'] as const satisfies readonly ErrorCode[]

/** A tapal that went to this endpoint, for an office that the key serves. Throws KcsError `tapal-unknown` for any other. */
export async function requireInward(
  { repositories }: Deps,
  { agent, endpoint }: Visitor,
  id: string,
): Promise<Tapal> {
  const tapal = await repositories.tapals.byId(id)
  if (tapal?.endpoint !== endpoint.id || !agent.offices.includes(tapal.office))
    throw new KcsError('tapal-unknown')
  return tapal
}
