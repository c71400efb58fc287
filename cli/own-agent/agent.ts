// kcs agent whoami, keys, and what an integrator does with the endpoint of the key.

import { randomUUID } from 'node:crypto'
import type { OwnAgentResponse } from '../../api/routes/access/agent/own-schema'
import type {
  NewOwnSecretResponse,
  OwnEndpointResponse,
  SpecimenResponse,
} from '../../api/routes/letters/endpoint/own-schema'
import { type Client } from '../client'
import { clientFor, type CommonOptions } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { pairs, printTable, table } from '../table'
import { instantOf, leftUntil } from '../time'

/** KCS calls the system up to three times before it answers. */
const CALLS_MS = 120_000

type OnEndpoint<More = object> = CommonOptions & { endpoint?: string } & More

/** Prints what KCS knows of the agent of the key. */
export async function whoAmI(io: Io, options: CommonOptions): Promise<void> {
  const { body } = await clientFor(io, options).call<OwnAgentResponse>('GET', '/v1/agent')
  if (options.json) return printJson(io, body)
  const rows: [string, string][] = [
    ['agent', `${body.id} (${body.name})`],
    ['offices', body.offices.join(', ')],
    ['seen', body.seenAt === null ? '' : instantOf(body.seenAt)],
    ...body.endpoints.flatMap(endpointRows),
  ]
  io.stdout.write(`${pairs(rows.filter(([, value]) => value !== '')).join('\n')}\n\n`)
  printKeys(io, body)
}

function endpointRows(one: OwnEndpointResponse): [string, string][] {
  const since = one.since === null ? '' : ` since ${instantOf(one.since)}`
  const by = one.pausedBy === null ? '' : ` by ${one.pausedBy === 'kcs' ? 'KCS' : 'an operator'}`
  const { takes, asked, formerSecretUntil, lastSuccessAt, fetchedAt } = one
  return [
    ['endpoint', one.id],
    ['mechanism', one.mechanism],
    ['address', one.address],
    ['state', `${one.state}${by}${since}${one.reason === '' ? '' : `: ${one.reason}`}`],
    ['takes', takes === null ? '' : JSON.stringify(takes)],
    [
      'asked',
      asked === null ? '' : `${instantOf(asked.at)}${asked.fault === null ? '' : `, ${asked.fault}`}`,
    ],
    ['two secrets', formerSecretUntil === null ? '' : `until ${instantOf(formerSecretUntil)}`],
    ['last letter', lastSuccessAt === null ? '' : instantOf(lastSuccessAt)],
    ['last fetched', fetchedAt === null ? '' : instantOf(fetchedAt)],
  ]
}

function printKeys(io: Io, { keys }: OwnAgentResponse): void {
  const rows = keys.map((key) => [
    key.id,
    key.prefix,
    key.revokedAt !== null ? 'ended' : key.opens ? 'opens' : 'expired',
    key.opens ? leftUntil(key.expiresAt, io.now()) : '',
    [key.test ? 'test' : '', key.isOfThisCall ? 'this one' : ''].filter(Boolean).join(', '),
  ])
  printTable(io.stdout, table(['KEY', 'BEGINS WITH', 'STATE', 'EXPIRES', ''], rows))
}

type KeyOptions = CommonOptions & { new?: boolean; days?: number; test?: boolean; end?: string }

/** Lists the keys, makes one, which is printed alone on standard output, or ends one. */
export async function keys(io: Io, { new: isNew, days, test, end, ...options }: KeyOptions): Promise<void> {
  if (isNew && end !== undefined)
    throw usage('--new and --end exclude each other.', 'Make the new key, use it, then end the old one.')
  const client = clientFor(io, options)
  if (end !== undefined) {
    await client.call('DELETE', `/v1/agent/keys/${encodeURIComponent(end)}`)
    return say(io, `The key ${end} opens nothing any more.`)
  }
  if (!isNew) {
    const { body } = await client.call<OwnAgentResponse>('GET', '/v1/agent')
    return options.json ? printJson(io, { keys: body.keys }) : printKeys(io, body)
  }
  const { body } = await client.call<{ id: string; apiKey: string }>('POST', '/v1/agent/keys', {
    body: { expiresInDays: days, test },
    headers: { 'idempotency-key': randomUUID() },
  })
  if (options.json) return printJson(io, body)
  io.stdout.write(`${body.apiKey}\n`)
  say(io, `Keep the key now: it is not shown again. The one before opens too, until kcs agent keys --end ID.`)
}

/** Has the signing secret replaced, and prints the new one alone on standard output. */
export async function renewSecret(io: Io, options: OnEndpoint<{ overlap: number }>): Promise<void> {
  const client = clientFor(io, options)
  const { body } = await client.call<NewOwnSecretResponse>('POST', await pathOf(client, options, 'secret'), {
    body: { overlapHours: options.overlap },
    headers: { 'idempotency-key': randomUUID() },
  })
  if (options.json) return printJson(io, body)
  io.stdout.write(`${body.secret}\n`)
  const former =
    body.formerUntil === null
      ? 'The one before counts no more.'
      : `The one before counts too until ${instantOf(body.formerUntil)}.`
  say(io, `Sign and check with it from now on. ${former}`)
}

/** Moves to another address, once it has answered there. */
export async function moveAddress(io: Io, address: string, options: OnEndpoint): Promise<void> {
  const client = clientFor(io, options)
  const path = await pathOf(client, options, 'address')
  const call = { body: { address }, patienceMs: CALLS_MS }
  const { body } = await client.call<OwnEndpointResponse>('PUT', path, call)
  if (options.json) return printJson(io, body)
  say(io, `${body.id} has answered at ${body.address}; letters go there from now on.`)
}

/** Says that the system is back. */
export async function sayBack(io: Io, options: OnEndpoint): Promise<void> {
  const client = clientFor(io, options)
  const { body } = await client.call<OwnEndpointResponse>('POST', await pathOf(client, options, 'return'))
  if (options.json) return printJson(io, body)
  say(io, body.state === 'open' ? `${body.id} is open.` : `${body.id} is asked at once whether it is back.`)
}

/** Has a specimen handed over, and prints what came of each call. */
export async function handSpecimen(io: Io, options: OnEndpoint<{ office?: string }>): Promise<void> {
  const client = clientFor(io, options)
  const { body } = await client.call<SpecimenResponse>('POST', await pathOf(client, options, 'specimen'), {
    body: options.office === undefined ? {} : { office: options.office },
    patienceMs: CALLS_MS,
  })
  if (options.json) return printJson(io, body)
  const rows = body.steps.map((step) => [
    ...[step.call, step.kind, step.code ?? '', step.reference ?? ''],
    [step.detail, step.answer].filter((text) => text !== null).join(' '),
  ])
  printTable(io.stdout, table(['CALL', 'CAME', 'CODE', 'REFERENCE', 'ANSWER'], rows))
  say(io, `A specimen to ${body.office}, under ${body.deliveryKey}. It is in no register.`)
}

/** The address of an act on the endpoint that is named, or on the one of the agent. */
async function pathOf(client: Client, { endpoint }: { endpoint?: string }, act: string): Promise<string> {
  const id = endpoint ?? (await onlyEndpoint(client))
  return `/v1/agent/endpoints/${encodeURIComponent(id)}/${act}`
}

async function onlyEndpoint(client: Client): Promise<string> {
  const { endpoints } = (await client.call<OwnAgentResponse>('GET', '/v1/agent')).body
  const [one] = endpoints
  if (!one) throw usage('The agent of this key has no endpoint: it only sends.', 'Use the key of another.')
  if (endpoints.length > 1)
    throw usage(
      `The agent of this key has ${endpoints.length} endpoints.`,
      `Name one by --endpoint: ${endpoints.map(({ id }) => id).join(', ')}.`,
    )
  return one.id
}
