// Registering a filing system: the agent, its first key, and its endpoint where KCS is to call it.

import { createHash, randomBytes } from 'node:crypto'
import type { Agent } from '../../../../database/access/agent/repository'
import type { EndpointRecord } from '../../../../database/letters/endpoint/repository'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { errorEntry, KcsError } from '../../../../domain/common/error'
import { faultOfFields } from '../../../errors'
import type { Answer, CallOf } from '../../../http/route'
import { newApiKey } from '../../../../secrets/api-key'
import { callerOf } from '../../../../services/access/right/identity'
import type { newAgentSchema } from './schema'

/** Calls that may be open at a system at once, until it is known to bear more. */
const CONCURRENCY = 8
/** Standard Webhooks: 24 to 64 bytes. */
const SECRET_BYTES = 32

type RegisterCall = CallOf<{ body: typeof newAgentSchema }>

/**
 * The ids come from the caller and the Idempotency-Key, so a repeat meets what the first call made. Key and secret
 * are shown once: a replay is answered 200 without them.
 */
export async function registerAgent(call: RegisterCall): Promise<Answer> {
  const { deps, body, now } = call
  await check(call)
  const id = idOf(call, 'agent')
  const endpointId = body.address === undefined ? null : idOf(call, 'endpoint')
  const { apiKey, row } = newApiKey(now, days(body.expiresInDays))
  const { name, offices } = body
  const agent: Agent = { id, name, offices, endpoint: endpointId, keys: [row], createdAt: now }
  const created = await deps.repositories.agents.add(agent)
  if (!created) await requireSame(call, id)
  // Written after the agent: of two at once only one has a secret to tell, and a crash between is mended by a repeat.
  const secret = endpointId === null ? null : await addEndpoint(call, id, endpointId, created)
  return {
    status: created ? 201 : 200,
    headers: {
      location: `/v1/agents/${id}`,
      'cache-control': 'no-store',
      ...(created ? {} : { 'idempotency-replayed': 'true' }),
    },
    body: {
      id,
      endpoint: endpointId === null ? null : { id: endpointId },
      ...(created ? { apiKey } : {}),
      ...(secret === null ? {} : { secret }),
    },
  }
}

export function days(expiresInDays: number | undefined): { days?: number } {
  return expiresInDays === undefined ? {} : { days: expiresInDays }
}

async function check({ deps, body }: RegisterCall): Promise<void> {
  const known = await deps.repositories.offices.byCodes(body.offices)
  const { title } = errorEntry('office-unknown')
  const errors = body.offices.flatMap((code, index) =>
    known.has(code) ? [] : [{ pointer: `/offices/${index}`, detail: title, code: 'office-unknown' as const }],
  )
  if (errors.length > 0) throw faultOfFields(errors)
  const fault = body.address === undefined ? null : deps.addressFault(body.address)
  if (fault !== null) {
    throw new KcsError('endpoint-address-forbidden', {
      errors: [{ pointer: '/address', detail: fault, code: 'endpoint-address-forbidden' }],
    })
  }
}

function idOf({ identity, idempotencyKey }: RegisterCall, thing: string): string {
  const seed = `${callerOf(identity)}\n${idempotencyKey}`
  return `${thing}-${createHash('sha256').update(seed).digest('hex').slice(0, 16)}`
}

/** Throws KcsError `idempotency-key-reused` when the agent of this key was registered with other facts. */
async function requireSame({ deps, body }: RegisterCall, id: string): Promise<void> {
  const known = await deps.repositories.agents.byId(id)
  const endpoint = known?.endpoint ? await deps.repositories.endpoints.byId(known.endpoint) : null
  const same =
    known?.name === body.name &&
    known.offices.join('\n') === body.offices.join('\n') &&
    (known.endpoint === null) === (body.address === undefined) &&
    (endpoint === null || (endpoint.address === body.address && endpoint.mechanism === body.mechanism))
  if (!same) throw new KcsError('idempotency-key-reused')
}

async function addEndpoint(
  { deps, body }: RegisterCall,
  agent: string,
  id: string,
  created: boolean,
): Promise<string | null> {
  const { endpoints } = deps.repositories
  if (!created && (await endpoints.byId(id))) return null
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
  const endpoint: Parameters<typeof endpoints.save>[0] = {
    id,
    agent,
    mechanism: body.mechanism as EndpointRecord['mechanism'],
    address: body.address ?? '',
    sealedSecret: deps.sealing.seal(secret),
    sealedToken: deps.sealing.seal(body.token ?? ''),
    backOff: DEFAULT_BACK_OFF,
    concurrency: CONCURRENCY,
  }
  await endpoints.save(endpoint)
  return secret
}
