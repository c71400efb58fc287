// kcs ops pause, resume, collect, gone, set-address, set-secret: acts on systems.

import { randomUUID } from 'node:crypto'
import type {
  CollectionResponse,
  EndpointResponse,
  NewSettingResponse,
} from '../../api/routes/letters/endpoint/schema'
import type { SystemResponse } from '../../api/routes/operations/desk/schema'
import { clientFor, type CommonOptions } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { readSecretFile } from '../secret-file'
import { printTable, table } from '../table'
import { instantOf } from '../time'

type Because<More = object> = CommonOptions & { reason: string } & More

const pathOf = (endpoint: string, act: string): string =>
  `/v1/endpoints/${encodeURIComponent(endpoint)}/${act}`

/** Pauses or resumes one endpoint, or all of a system. */
export async function pauseOrResume(
  io: Io,
  act: 'pause' | 'resume',
  endpoint: string | undefined,
  { system, reason, ...options }: Because<{ system?: string }>,
): Promise<void> {
  if ((endpoint === undefined) === (system === undefined))
    throw usage('It is not clear what is meant.', 'Name one endpoint, or a whole system by --system.')
  const client = clientFor(io, options)
  if (endpoint !== undefined)
    return print(
      io,
      (await client.call<EndpointResponse>('POST', pathOf(endpoint, act), { body: { reason } })).body,
      options,
    )
  const path = `/v1/desk/systems/${encodeURIComponent(system ?? '')}/${act}`
  const { body } = await client.call<SystemResponse>('POST', path, { body: { reason } })
  if (options.json) return printJson(io, body)
  say(io, `${body.mechanism}: ${body.changed} endpoints ${act === 'pause' ? 'paused' : 'resumed'}.`)
}

/** Has the system asked at once, and prints what is not taken of what it offers. */
export async function collectNow(
  io: Io,
  endpoint: string,
  { again = false, ...options }: CommonOptions & { again?: boolean },
): Promise<void> {
  const { body } = await clientFor(io, options).call<CollectionResponse>(
    'POST',
    pathOf(endpoint, 'collect'),
    {
      body: { again },
    },
  )
  if (options.json) return printJson(io, body)
  const rows = body.items.map(({ of, key, state, tries, errors }) => [
    ...[of, key, state, String(tries)],
    errors.map(({ pointer, detail }) => `${pointer} ${detail}`.trim()).join('; '),
  ])
  if (rows.length > 0)
    printTable(io.stdout, table(['WHAT', 'ID THERE', 'STATE', 'TRIES', 'WHAT IS WRONG'], rows))
  say(io, `${endpoint} is asked soon. Taken so far: ${body.taken} letters, ${body.reports} reports.`)
}

/** The endpoint is there no more. */
export async function callGone(io: Io, endpoint: string, { reason, ...options }: Because): Promise<void> {
  const reply = await clientFor(io, options).call<EndpointResponse>('POST', pathOf(endpoint, 'gone'), {
    body: { reason },
  })
  print(io, reply.body, options)
}

/** Sets the address. */
export async function setAddress(
  io: Io,
  endpoint: string,
  address: string,
  { reason, ...options }: Because,
): Promise<void> {
  const reply = await clientFor(io, options).call<EndpointResponse>('PUT', pathOf(endpoint, 'address'), {
    body: { address, reason },
  })
  print(io, reply.body, options)
}

/** Sets a secret or token; prints one that KCS made, alone on standard output. */
export async function setSecret(
  io: Io,
  endpoint: string,
  {
    setting,
    file,
    overlap,
    reason,
    ...options
  }: Because<{ setting: string; file?: string; overlap: number }>,
): Promise<void> {
  const value = file === undefined ? {} : { value: readSecretFile(file) }
  const { body } = await clientFor(io, options).call<NewSettingResponse>('POST', pathOf(endpoint, 'secret'), {
    body: { setting, ...value, overlapHours: overlap, reason },
    headers: { 'idempotency-key': randomUUID() },
  })
  if (options.json) return printJson(io, body)
  if (body.value !== null) io.stdout.write(`${body.value}\n`)
  say(
    io,
    body.value === null
      ? `The ${setting} is set.`
      : `The ${setting} is set. Give it to the system; it is shown this once.`,
  )
  if (body.formerUntil !== null) say(io, `The one before counts too until ${instantOf(body.formerUntil)}.`)
}

function print(io: Io, endpoint: EndpointResponse, options: CommonOptions): void {
  if (options.json) return printJson(io, endpoint)
  const waits = endpoint.parked === 0 ? '' : ` ${endpoint.parked} letters wait for it.`
  say(io, `${endpoint.id} is ${endpoint.state}, at ${endpoint.address || 'no address'}.${waits}`)
}
