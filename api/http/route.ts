// A route as a table row: from it come the check of the request, the router and the API documentation.

import type { Context } from 'koa'
import type { z } from 'zod'
import type { ErrorCode } from '../../domain/common/error'
import type { Role } from '../../domain/access/account/roles'
import type { ApiDeps } from '../deps'
import type { Shared } from '../shared'
import type { AccountIdentity, Caller, Identity } from '../../services/access/right/identity'

/** Who may call: everyone, everyone known, people in a session, or people with one of some roles. */
export type Access = 'open' | 'known' | 'person' | { roles: readonly Role[] }

/** What a handler is given: the request, checked. */
export interface Call<Who extends Identity, Params, Query, Body> {
  ctx: Context
  deps: ApiDeps
  shared: Shared
  identity: Who
  params: Params
  query: Query
  body: Body
  /** Empty on routes that need none. */
  idempotencyKey: string
  now: Date
}

/** What a handler returns; `body` is JSON unless it is a Buffer, text or stream with a content type in `headers`. */
export interface RouteResponse {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export interface ResponseDoc {
  description: string
  schema?: z.ZodType
  /** What is not JSON; several where the document itself says which it is. */
  mediaType?: string | readonly string[]
  /** Headers with their meaning; those that every response of its form has are added. */
  headers?: Record<string, string>
  /** For the documentation, where the one that follows from the schema is none. */
  example?: unknown
}

/** An operation that is to go: since which day, what is to be used instead, and from which day on it is gone (YYYY-MM-DD). */
export interface Deprecation {
  since: string
  instead: string
  sunset?: string
}

/** A row of the table. Parameters, query and JSON bodies that their schema does not know are refused. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  operationId: string
  summary: string
  description?: string
  tag: string
  access: Access
  params?: z.ZodObject
  query?: z.ZodObject
  /** A JSON body; `optional` where it may be left out. `example` where the one that follows from the schema is none. */
  body?: { schema: z.ZodType; limitBytes?: number; optional?: boolean; example?: unknown }
  /** The handler reads the body itself; media types and schema are for the documentation. */
  rawBody?: readonly string[]
  /** What a raw body of JSON or of a form says; `callback`: what the agent protocol says of call-backs. */
  rawSchema?: z.ZodType | 'callback'
  /** Headers that the handler reads, with their meaning, for the documentation. */
  requestHeaders?: Readonly<Record<string, string>>
  deprecated?: Deprecation
  needsIdempotencyKey?: boolean
  /**
   * How the row is kept from being used by other sites, where not by origin and token of the session: sign-in has no
   * session yet and looks at the origin alone; the mail link and call-backs carry proofs of their own, and look at no cookie.
   */
  ownSite?: 'origin' | 'own-proof'
  /** The response holds a secret: a token, key or one-time code. It is never compressed. */
  givesSecret?: boolean
  /** Not in the API documentation. */
  hidden?: boolean
  responses: Record<number, ResponseDoc>
  errors: readonly ErrorCode[]
  handler: (call: Call<Identity, never, never, never>) => Promise<RouteResponse | null>
}

type Inferred<Schema, Otherwise> = Schema extends z.ZodType ? z.output<Schema> : Otherwise

interface Typed<A extends Access, P, Q, B>
  extends Omit<Route, 'access' | 'params' | 'query' | 'body' | 'handler'> {
  access: A
  params?: P
  query?: Q
  body?: { schema: B; limitBytes?: number; optional?: boolean; example?: unknown }
  handler: (
    call: Call<
      A extends 'open' ? Identity : A extends 'person' ? AccountIdentity : Caller,
      Inferred<P, Record<string, never>>,
      Inferred<Q, Record<string, never>>,
      Inferred<B, undefined>
    >,
  ) => Promise<RouteResponse | null>
}

/** A row whose handler is given what its schemas say. */
export function route<
  A extends Access,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(row: Typed<A, P, Q, B>): Route {
  return row as unknown as Route
}

/** For handlers that are written apart from their row. */
export type CallOf<S extends { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType }> = Call<
  Caller,
  Inferred<S['params'], Record<string, never>>,
  Inferred<S['query'], Record<string, never>>,
  Inferred<S['body'], undefined>
>
