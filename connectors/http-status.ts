// How a system over HTTP is asked what became of letters: each question by itself, or several in one call.

import { withAnswer } from './answer'
import { askTogether } from './ask-together'
import { type Connector, type Endpoint, type StatusAnswer } from './connector'
import { type HttpAnswer, type HttpFault } from './http'
import { type Call, type EndpointRequest } from './http-request'

/** One question: what became of one letter. A path gets the key encoded, as a part of it; a request as it is. */
export type Question = (
  | { path(deliveryKey: string): string }
  | { request(deliveryKey: string): EndpointRequest }
) & { read(result: HttpAnswer | HttpFault, now: Date): StatusAnswer }

/** One question about several letters, at most `atOnce`; what it returns says of each key what became of it. */
export interface SharedQuestion {
  atOnce: number
  pathForAll(deliveryKeys: readonly string[]): string
  readAll(result: HttpAnswer | HttpFault, now: Date): (deliveryKey: string) => StatusAnswer
}

/** The methods of a connector by which its system is asked; `callOf` sends a request with the proof of KCS. */
export function statusOf(
  status: Question | SharedQuestion,
  callOf: (endpoint: Endpoint, id: string) => Call,
  now: () => Date,
): Pick<Connector, 'statusAtOnce' | 'status'> {
  if ('read' in status)
    return {
      async status(endpoint, { deliveryKey }) {
        const request: EndpointRequest =
          'request' in status
            ? status.request(deliveryKey)
            : { method: 'GET', path: status.path(encodeURIComponent(deliveryKey)) }
        const result = await callOf(endpoint, deliveryKey)(request)
        return withAnswer(status.read(result, now()), result)
      },
    }
  const ask = askTogether<Endpoint, StatusAnswer>(status.atOnce, async (endpoint, deliveryKeys) => {
    const path = status.pathForAll(deliveryKeys.map((key) => encodeURIComponent(key)))
    const result = await callOf(endpoint, `status-${endpoint.id}`)({ method: 'GET', path })
    const answerOf = status.readAll(result, now())
    return (deliveryKey) => withAnswer(answerOf(deliveryKey), result)
  })
  return {
    statusAtOnce: status.atOnce,
    status: (endpoint, { deliveryKey }) => ask(endpoint, deliveryKey),
  }
}
