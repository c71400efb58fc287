// A request to an endpoint over HTTP, before KCS proves in it who it is.

import { type Readable } from 'node:stream'
import { type HttpAnswer, type HttpCall, type HttpFault } from './http'

/** A request below the address of the endpoint; a string is sent as JSON. */
export interface EndpointRequest {
  method: HttpCall['method']
  path: string
  headers?: Record<string, string>
  body?: string | Readable
  /** Bytes of the answer that are read; 64 KiB where nothing is said. */
  answerBytes?: number
}

/** Sends a request with the proof of KCS. */
export type Call = (request: EndpointRequest) => Promise<HttpAnswer | HttpFault>
