// Registering a filing system: the agent, its first key, and its endpoint where KCS is to call it.

import type { Agent } from '../../../database/access/agent/repository'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { type ErrorCode, errorEntry, faultOfFields, KcsError } from '../../../domain/common/error'
import { cardOf, isAgentSystem, type RegisteredSystem } from '../../../domain/letters/systems'
import type { ServiceDeps } from '../../deps'
import { tellSchedule } from '../../letters/collect/schedule'
import { sealedSettings } from '../../letters/endpoint/settings'
import { noteBy } from '../audit/note'
import { type Caller, callerKeyOf, requireRole, requireRoleErrors } from '../right/identity'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors' | 'secrets'> & {
  /** Why the address of an endpoint may not be used, or null if it may. */
  addressFault(address: string, mechanism?: RegisteredSystem): string | null
}

export interface NewAgent {
  name: string
  offices: string[]
  /** Without it the agent only sends. */
  mechanism?: RegisteredSystem | undefined
  /** Where KCS calls it; there is one exactly where the agent is called. */
  address?: string | undefined
  /** What the system made for its calls, by the names of its card; `token` is the older form of the setting `token`. */
  settings?: Readonly<Record<string, string>> | undefined
  token?: string | undefined
  expiresInDays?: number | undefined
  idempotencyKey: string
}

/** Key and secret are null where an earlier call returned them. */
export interface RegisteredAgent {
  id: string
  endpoint: string | null
  created: boolean
  apiKey: string | null
  secret: string | null
}

export const registerAgentErrors = [
  'office-unknown',
  'endpoint-address-forbidden',
  'idempotency-key-reused',
  'validation-failed',
  ...requireRoleErrors,
] as const satisfies readonly ErrorCode[]

/**
 * The ids are made from the caller and the Idempotency-Key, so a repeat meets what the first call made. Throws KcsError
 * `forbidden` unless the caller is an administrator, `office-unknown`, `endpoint-address-forbidden`, `idempotency-key-reused`.
 */
export async function registerAgent(
  deps: Deps,
  caller: Caller,
  input: NewAgent,
  now: Date,
): Promise<RegisteredAgent> {
  requireRole(caller, ['admin'])
  await requireSound(deps, input)
  const idOf = (thing: string) => {
    const digest = deps.secrets.digest(`${callerKeyOf(caller)}\n${input.idempotencyKey}`)
    return `${thing}-${digest.slice(0, 16)}`
  }
  const id = idOf('agent')
  const endpoint = input.mechanism === undefined ? null : idOf('endpoint')
  const { apiKey, row } = deps.secrets.newApiKey(now, { days: input.expiresInDays })
  const { name, offices } = input
  const agent: Agent = { id, name, offices, endpoint, keys: [row], createdAt: now }
  const created = await deps.repositories.agents.add(agent, noteBy(caller, 'agent-registered', now))
  if (!created) await requireSame(deps, id, input)

  // Written after the agent: of two calls at once only one returns a secret, and a repeat completes what a crash left.
  const secret =
    endpoint === null
      ? null
      : await addEndpoint(
          deps,
          { agent: id, id: endpoint, created, change: noteBy(caller, 'endpoint-registered', now) },
          input,
        )
  if (endpoint !== null) tellSchedule(deps, endpoint)
  return { id, endpoint, created, apiKey: created ? apiKey : null, secret }
}

async function requireSound({ repositories, addressFault }: Deps, input: NewAgent): Promise<void> {
  requireAddressIfCalled(input)
  const officesByCode = await repositories.offices.byCodes(input.offices)
  const { title } = errorEntry('office-unknown')
  const errors = input.offices.flatMap((code, index) =>
    officesByCode.has(code)
      ? []
      : [{ pointer: `/offices/${index}`, detail: title, code: 'office-unknown' as const }],
  )
  if (errors.length > 0) throw faultOfFields(errors)
  const fault = input.address === undefined ? null : addressFault(input.address, input.mechanism)
  if (fault !== null) {
    throw new KcsError('endpoint-address-forbidden', {
      errors: [{ pointer: '/address', detail: fault, code: 'endpoint-address-forbidden' }],
    })
  }
}

/** Throws KcsError `validation-failed` unless there is an address where KCS calls the agent, and only there. */
function requireAddressIfCalled({ mechanism, address }: NewAgent): void {
  const isCalled = mechanism !== undefined && isAgentSystem(mechanism)
  if (isCalled === (address !== undefined)) return
  const detail = isCalled
    ? `is missing: KCS calls agents that speak ${mechanism}`
    : 'is for agents that KCS calls'
  throw new KcsError('validation-failed', { errors: [{ pointer: '/address', detail }] })
}

/** Throws KcsError `idempotency-key-reused` when the agent of this key was registered with other facts. */
async function requireSame({ repositories }: Deps, id: string, input: NewAgent): Promise<void> {
  const agent = await repositories.agents.byId(id)
  const endpoint = agent?.endpoint ? await repositories.endpoints.byId(agent.endpoint) : null
  const same =
    agent?.name === input.name &&
    agent.offices.join('\n') === input.offices.join('\n') &&
    (agent.endpoint === null) === (input.mechanism === undefined) &&
    (endpoint === null ||
      (endpoint.address === (input.address ?? '') && endpoint.mechanism === input.mechanism))
  if (!same) throw new KcsError('idempotency-key-reused')
}

/** Returns the signing secret of the endpoint, or null where an earlier call made it. */
async function addEndpoint(
  { repositories, secrets }: Deps,
  {
    agent,
    id,
    created,
    change,
  }: { agent: string; id: string; created: boolean; change: ReturnType<typeof noteBy> },
  input: NewAgent,
): Promise<string | null> {
  const { endpoints } = repositories
  if (!created && (await endpoints.byId(id))) return null
  const mechanism = input.mechanism!
  const settings = settingsOf(secrets, mechanism, input)
  await endpoints.save(
    {
      id,
      agent,
      mechanism,
      address: input.address ?? '',
      sealedSettings: sealedSettings(secrets, settings),
      backOff: DEFAULT_BACK_OFF,
      concurrency: cardOf(mechanism).concurrency,
    },
    change,
  )
  return settings['secret'] ?? null
}

/** The settings that the card of the system names: what the system made, and what KCS makes for it. */
function settingsOf(
  secrets: Deps['secrets'],
  mechanism: RegisteredSystem,
  { token, settings }: NewAgent,
): Record<string, string> {
  const settingsGiven: Record<string, string | undefined> = { token, ...settings }
  return Object.fromEntries(
    Object.entries(cardOf(mechanism).settings).flatMap(([name, { madeBy }]) => {
      const value = madeBy === 'kcs' ? secrets.newWebhookSecret() : settingsGiven[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
