// The calls of a check: signed rightly, or wrongly on purpose, and what came of them in a sentence.

import { maskedAnswer } from '../../answer'
import { type HttpAnswer, type HttpCall, type HttpClient, type HttpFault } from '../../http'
import { signedHeaders } from '../../signature'

/** How a call proves who it is; rightly, and now, where nothing is said. */
export interface Proof {
  /** The secrets whose signatures stand side by side; none leaves the three headers out. */
  secrets?: readonly string[]
  at?: Date
  /** The body that is signed in place of the one that is sent. */
  signedBody?: string
}

export interface CheckCall extends Proof {
  method: 'GET' | 'POST'
  /** Below the address of the agent. */
  path: string
  /** `webhook-id`. */
  id: string
  headers?: Record<string, string>
  body?: string
  /** What it asks, for the finding. */
  what: string
}

/** What was asked in a sentence, and what came. */
export interface Told {
  asked: string
  came: string
  /** `webhook-id` of the call, by which the maker of the agent finds it in a log. */
  id?: string
}

export interface Answered extends Told {
  result: HttpAnswer | HttpFault
}

/** Makes the calls to an agent; `limitMs` is what the sentences say of an answer that does not come. */
export function callsTo(
  http: HttpClient,
  { address, secret, limitMs }: { address: string; secret: string; limitMs: number },
): (call: CheckCall) => Promise<Answered> {
  return async ({
    method,
    path,
    id,
    headers,
    body,
    what,
    secrets = [secret],
    at = new Date(),
    signedBody,
  }) => {
    const call: HttpCall = {
      method,
      url: `${address}${path}`,
      headers: {
        accept: 'application/json',
        'user-agent': 'kcs-agent-check',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
        ...(secrets.length === 0 ? {} : signedHeaders(secrets, id, at, signedBody ?? body ?? '')),
      },
      ...(body === undefined ? {} : { body }),
    }
    const result = await http(call)
    const asked = `${method} ${path.replace(id, '{deliveryKey}')}: ${what}.`
    return { asked, came: cameText(result, limitMs), id, result }
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  'connection-refused': 'Nobody listens at the address.',
  'connection-lost': 'The line was broken before there was a whole answer.',
  'connect-timeout': 'No connection came about.',
  'name-not-found': 'The name of the address does not exist.',
  unreachable: 'No way leads to the address.',
  'tls-invalid': 'The certificate is not valid.',
  'answer-garbled': 'What came is no HTTP.',
}

/** What came, in one line; of a body no more than its beginning. */
function cameText(result: HttpAnswer | HttpFault, limitMs: number): string {
  if ('fault' in result) {
    if (result.fault === 'timeout') return `No answer within ${limitMs / 1000} s.`
    return FAULTS[result.fault] ?? `No answer: ${result.fault}.`
  }
  const { status, headers, body } = result
  const words = body === null ? '(longer than 64 KiB)' : body.toString('utf8', 0, 2_000)
  const location = headers['location'] === undefined ? '' : `Location: ${headers['location']} `
  return maskedAnswer(`HTTP ${status} ${headers['content-type'] ?? ''} ${location}${words}`)
}
