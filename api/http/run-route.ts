// Checks a request against its row of the table and hands it to the handler.

import type { Context } from 'koa'
import { isKcsError, KcsError } from '../../domain/common/error'
import type { ApiDeps } from '../deps'
import { faultOfFields } from '../errors'
import type { Shared } from '../shared'
import { isTestId } from '../../domain/letters/sandbox/test-letter'
import { inSandbox } from '../../services/letters/sandbox/place'
import { hasRole, type Identity } from '../../services/access/right/identity'
import { freshIdentity } from '../identity/authenticate'
import { deprecationHeaders } from './deprecation'
import { runsAfter } from './after-response'
import { requireOwnSite } from './own-site'
import { readBody } from './read-body'
import type { Access, Route } from './route'
import { fieldErrorsOf, readBy } from './schema-errors'
import { parseStrictJson } from '../../domain/common/text/json'

const BODY_BYTES = 1024 * 1024

export interface RunDeps {
  deps: ApiDeps
  shared: Shared
}

/** Runs the route; every fault is thrown; `problems` makes the response. */
export async function runRoute(row: Route, ctx: Context, { deps, shared }: RunDeps): Promise<void> {
  if (row.deprecated) ctx.set(deprecationHeaders(row.deprecated))
  requireOwnSite(row, ctx, deps)
  allow(row.access, ctx.state['identity'] as Identity)
  if (row.rawBody) requirePlainBody(ctx)
  const params = paramsOf(row, ctx)
  const query = queryOf(row, ctx)
  const idempotencyKey = row.needsIdempotencyKey ? keyOf(ctx) : ''
  const body = row.body ? await bodyOf(row.body, ctx) : undefined
  const { identity, at: now } = await freshIdentity(ctx, deps)
  allow(row.access, identity)
  // What its services tell runs goes out after the response.
  const ours = { ...deps, runs: runsAfter(ctx.res, deps.runs) }
  const place = isOfSandbox(identity, params) ? inSandbox(ours) : ours
  const call = { ctx, deps: place, shared, identity, params, query, body, idempotencyKey, now }
  const response = await row.handler(call as never)
  if (response === null) return
  ctx.status = response.status
  for (const [name, value] of Object.entries(response.headers ?? {})) ctx.set(name, value)
  if (response.body !== undefined) ctx.body = response.body
}

/** A test key opens the sandbox alone; with any other key an agent meets there what it names. People never do. */
function isOfSandbox(identity: Identity, params: unknown): boolean {
  if (identity.kind !== 'agent') return false
  return identity.test === true || isTestId((params as { id?: string }).id ?? '')
}

/** What is stored as it comes would be stored compressed, or read in another alphabet. */
function requirePlainBody(ctx: Context): void {
  const encoding = ctx.get('content-encoding')
  if (encoding !== '' && encoding !== 'identity')
    throw new KcsError('media-type-unsupported', { detail: 'Compressed bodies are not taken.' })
  const [, charset] = /;\s*charset="?([^";]+)/i.exec(ctx.get('content-type')) ?? []
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset.trim()))
    throw new KcsError('media-type-unsupported', { detail: 'Texts are taken in UTF-8.' })
}

function allow(access: Access, identity: Identity): void {
  if (access === 'open') return
  if (identity.kind === 'none') throw identity.fault ?? new KcsError('unauthenticated')
  if (access === 'known') return
  const may = access === 'person' ? identity.kind === 'account' : hasRole(identity, access.roles)
  if (!may) throw new KcsError('forbidden')
}

function paramsOf(row: Route, ctx: Context): unknown {
  if (!row.params) return {}
  const result = row.params.safeParse(ctx['params'] ?? {})
  if (result.success) return result.data
  throw new KcsError('not-found')
}

function queryOf(row: Route, ctx: Context): unknown {
  const parameters: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(ctx.querystring)) {
    if (Object.hasOwn(parameters, name)) throw new KcsError('parameter-repeated')
    Object.defineProperty(parameters, name, { value, enumerable: true })
  }
  // A route without a query schema ignores parameters; one with a schema reports an unknown name, as it may be a typing error.
  const result = row.query?.safeParse(parameters)
  if (!result || result.success) return result?.data ?? {}
  const errors = fieldErrorsOf(result.error).map(({ pointer, detail }) => ({ pointer, detail }))
  throw new KcsError('parameter-invalid', { errors })
}

function keyOf(ctx: Context): string {
  const key = ctx.get('idempotency-key')
  if (key === '') throw new KcsError('idempotency-key-missing')
  if (!/^[!-~]([ -~]{0,253}[!-~])?$/.test(key)) throw new KcsError('idempotency-key-invalid')
  return key
}

async function bodyOf(body: NonNullable<Route['body']>, ctx: Context): Promise<unknown> {
  const bytes = await readBody(ctx.req, body.limitBytes ?? BODY_BYTES).catch((error: unknown) => {
    // The rest of the body is not read, so the connection cannot carry another request.
    if (isKcsError(error)) ctx.set('connection', 'close')
    throw error
  })
  if (bytes.length === 0 && body.optional) return undefined
  const type = ctx.get('content-type').split(';', 1)[0]!.trim().toLowerCase()
  if (type !== 'application/json') throw new KcsError('media-type-unsupported')
  const result = readBy(body.schema, parseStrictJson(bytes))
  if (result.success) return result.data
  throw faultOfFields(fieldErrorsOf(result.error))
}
