// What all connectors over HTTP share: calls with the proof of KCS, batches in parallel, answers as outcomes.

import { type z } from 'zod'
import { isKcsError, KcsError } from '../domain/common/error'
import type { Capabilities } from '../domain/letters/delivery/mechanism'
import { type Outcome } from '../domain/letters/delivery/outcome'
import { ownFault } from '../domain/letters/delivery/own-fault'
import { MAX_DOCUMENT_BYTES } from '../domain/letters/dispatch/limits'
import { type Mechanism } from '../domain/letters/systems'
import {
  type CallbackRequest,
  type Connector,
  type Endpoint,
  type Parcel,
  type WithdrawAnswer,
} from './connector'
import type { AgentReport, UnreadReport } from './report'
import { type DocumentSource } from './document-source'
import { EVERY_LETTER } from './every-letter'
import { type HttpAnswer, type HttpCall, type HttpClient, type HttpFault } from './http'
import { isOk, outcomeOfFault, withdrawAnswer } from './http-outcome'
import { type Call, type EndpointRequest } from './http-request'
import { type Question, type SharedQuestion, statusOf } from './http-status'
import type { CollectAnswer, CollectResult, IncomingDocument, SettleAnswer } from './collect'
import type { Downloader } from './http-download'
import { withAnswer } from './answer'
import { inParallel } from './in-parallel'
import { garbled, type Reading } from './reading'

export type { Call }

/** What KCS gives to every connector over HTTP. */
export interface HttpDeps {
  http: HttpClient
  /** For systems from which letters are collected. */
  download: Downloader
  now(): Date
  /** Base URL of this KCS, for the links to documents. */
  publicUrl: string
  documents: DocumentSource
}

/** A page of 200 letters fits, and one letter to ten thousand recipients. */
export const COLLECT_ANSWER_BYTES = 4 * 1024 * 1024

/** What a collection may ask of its system. */
export interface CollectCalls {
  /** Sends a request with the proof of KCS; its answer may have COLLECT_ANSWER_BYTES. */
  call: Call
  /** Opens a document of at most `maxBytes` below the address of the endpoint. */
  open(request: EndpointRequest & { maxBytes?: number }): Promise<IncomingDocument | { fault: Outcome }>
}

/** What carries the requests of KCS to an endpoint. */
export type Line = Pick<HttpDeps, 'http' | 'download'>

/** What is a system's own: its settings, its proofs, its calls and what the answers mean. */
export interface HttpSystem<Settings> {
  mechanism: Mechanism
  idempotent: boolean
  batchSize: number
  /** Reads the settings of an endpoint; nothing is sent while one is missing. */
  settings: z.ZodType<Settings>
  /**
   * The headers by which KCS proves who it is; `id` stays the same on every try. `former` are the settings before, as long
   * as they count too.
   */
  proof(
    settings: Settings,
    message: { id: string; body: string; at: Date },
    former: Settings | null,
  ): Record<string, string>
  capabilities: ({ path: string } | { request: EndpointRequest }) & {
    /** A fault where it is told within a success. */
    read(answer: HttpAnswer | HttpFault): Reading<Partial<Capabilities>> | { fault: Outcome }
    /** What an answer that is no success means, for a system that says more than its status. */
    faultOf?(answer: HttpAnswer | HttpFault, now: Date): Outcome
  }
  /** Called once for a batch; what it returns hands over one tapal of it. */
  deliver(callFor: (parcel: Parcel) => Call): (parcel: Parcel) => Promise<Outcome>
  /**
   * The line to an endpoint whose settings these are, for a system that wants more than a proof with each request: a session,
   * which is begun before. `address` has no slash at its end.
   */
  lineTo?(line: Line, endpoint: { address: string; settings: Settings }): Line
  status?: Question | SharedQuestion
  withdraw?:
    | { path(deliveryKey: string): string; body(deliveryKey: string): unknown }
    | {
        request(deliveryKey: string): EndpointRequest
        read(result: HttpAnswer | HttpFault): WithdrawAnswer
      }
  /** What it has to send, for a system that cannot call KCS; returned once for a collection, called with the cursor. */
  collect?(calls: CollectCalls): (after: string | null) => Promise<CollectAnswer>
  settle?(calls: CollectCalls): (results: readonly CollectResult[]) => Promise<SettleAnswer>
  /** Throws KcsError `signature-invalid`, `timestamp-out-of-tolerance`, `callback-invalid`. */
  parseCallback?(settings: Settings, request: CallbackRequest): (AgentReport | UnreadReport)[]
  /** The member of a call-back in which its reports stand. */
  reportsIn?: string
}

/** Makes the connector of a system. */
export function createHttpConnector<Settings>(
  deps: Pick<HttpDeps, 'http' | 'now'> & Partial<Pick<HttpDeps, 'download'>>,
  system: HttpSystem<Settings>,
): Connector {
  const { mechanism, idempotent, batchSize, capabilities, status, withdraw, parseCallback, reportsIn } =
    system
  const { collect, settle } = system
  const formerOf = ({ former }: Endpoint, at: Date): Settings | null =>
    former && at < former.until ? (system.settings.safeParse(former.settings).data ?? null) : null
  const ownLine: Line = { http: deps.http, download: deps.download ?? noDownloader }
  const requestsOf = (
    endpoint: Endpoint,
    id: string,
  ): ((request: EndpointRequest) => { call: HttpCall; line: Line } | HttpFault) => {
    const settings = system.settings.safeParse(endpoint.settings)
    const missingSetting = String(settings.error?.issues[0]?.path[0] ?? 'settings')
    const address = endpoint.address.replace(/\/+$/, '')
    return ({ method, path, headers, body, answerBytes }) => {
      if (!settings.success) return { fault: `${missingSetting}-missing`, sent: false }
      const text = typeof body === 'string' ? body : ''
      const at = deps.now()
      const line = system.lineTo?.(ownLine, { address, settings: settings.data }) ?? ownLine
      const call: HttpCall = {
        method,
        url: `${address}${path}`,
        headers: {
          accept: 'application/json',
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
          ...headers,
          ...system.proof(settings.data, { id, body: text, at }, formerOf(endpoint, at)),
        },
        ...(body === undefined ? {} : { body }),
        ...(answerBytes === undefined ? {} : { answerBytes }),
      }
      return { call, line }
    }
  }
  const callOf = (endpoint: Endpoint, id: string): Call => {
    const requestOf = requestsOf(endpoint, id)
    return async (request) => {
      const made = requestOf(request)
      return 'fault' in made ? made : made.line.http(made.call)
    }
  }
  const collectCallsOf = (endpoint: Endpoint): CollectCalls => {
    const id = `collect-${endpoint.id}`
    const call = callOf(endpoint, id)
    const requestOf = requestsOf(endpoint, id)
    return {
      call: (request) => call({ answerBytes: COLLECT_ANSWER_BYTES, ...request }),
      async open({ maxBytes = MAX_DOCUMENT_BYTES, ...request }) {
        const made = requestOf({ headers: { accept: '*/*' }, ...request })
        if ('fault' in made) return { fault: outcomeOfFault(made, deps.now()) }
        const result = await made.line.download({ ...made.call, maxBytes })
        if (!('stream' in result)) return { fault: outcomeOfFault(result, deps.now()) }
        return { stream: result.stream, ...(result.size === null ? {} : { size: result.size }) }
      },
    }
  }

  return {
    mechanism,
    idempotent,
    batchSize,

    async capabilities(endpoint) {
      const call = callOf(endpoint, `capabilities-${endpoint.id}`)
      const result = await call(
        'request' in capabilities ? capabilities.request : { method: 'GET', path: capabilities.path },
      )
      if (!isOk(result)) {
        const { faultOf = outcomeOfFault } = capabilities
        return { fault: faultOf(result, deps.now()) }
      }
      const reading = capabilities.read(result)
      if ('fault' in reading) return reading
      return 'value' in reading
        ? { capabilities: { ...EVERY_LETTER, ...reading.value } }
        : { fault: garbled(reading) }
    },

    deliver(endpoint, parcels) {
      const lastAnswers = new Map<Parcel, HttpAnswer | HttpFault>()
      const deliverOne = system.deliver((parcel) => {
        const call = callOf(endpoint, parcel.deliveryKey)
        return async (request) => {
          const result = await call(request)
          lastAnswers.set(parcel, result)
          return result
        }
      })
      return inParallel(parcels, endpoint.concurrency, async (parcel) => {
        const outcome = deliverOne(parcel).then((read) => withAnswer(read, lastAnswers.get(parcel)))
        return { tapalId: parcel.tapalId, outcome: await outcome.catch(ownFault) }
      })
    },

    ...(status && statusOf(status, callOf, deps.now)),

    ...(withdraw && {
      async withdraw(endpoint, { deliveryKey }) {
        const call = callOf(endpoint, deliveryKey)
        if ('request' in withdraw) return withdraw.read(await call(withdraw.request(deliveryKey)))
        const path = withdraw.path(encodeURIComponent(deliveryKey))
        const body = JSON.stringify(withdraw.body(deliveryKey))
        return withdrawAnswer(await call({ method: 'POST', path, body }))
      },
    }),

    ...(collect && {
      async collect(endpoint, after) {
        return collect(collectCallsOf(endpoint))(after).catch((error: unknown) => ({
          fault: ownFault(error),
        }))
      },
    }),
    ...(settle && {
      async settle(endpoint, results) {
        return settle(collectCallsOf(endpoint))(results).catch((error: unknown) => ({
          fault: ownFault(error),
        }))
      },
    }),

    ...(reportsIn === undefined ? {} : { reportsIn }),
    ...(parseCallback && {
      async parseCallback(endpoint, request) {
        const settings = system.settings.safeParse(endpoint.settings)
        if (!settings.success) throw new KcsError('signature-invalid')
        const former = formerOf(endpoint, request.receivedAt)
        try {
          return parseCallback(settings.data, request)
        } catch (error) {
          if (former === null || !isKcsError(error) || error.code !== 'signature-invalid') throw error
          return parseCallback(former, request)
        }
      },
    }),
  }
}

function noDownloader(): never {
  throw new Error('The connector was made without a downloader.')
}
