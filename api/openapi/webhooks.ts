// The calls that KCS makes to agents and to webhooks, for the API documentation.

import { z } from 'zod'
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiPathItemObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi'
import { TAG as WEBHOOKS } from '../routes/access/subscription/schema'
import { changeEventSchema } from '../routes/letters/agent-feed/schema'
import { signatureHeaders } from './headers'
import type { AgentProtocol } from './protocol'

const CALLS = 'Calls to agents'
const SIGNED = [{ signature: [] }]
const json = (schema: z.ZodType) => ({ 'application/json': { schema } })

const AGAIN: ZodOpenApiResponsesObject = {
  '401': {
    description:
      'The signature is not accepted. The endpoint is at fault, not the letter: tried again later.',
  },
  '429': { description: 'Busy: tried again after `Retry-After` seconds, 60 without it.' },
  '503': { description: 'Tried again later, not before `Retry-After`.' },
  default: { description: 'See [the agent protocol](/docs/agent-protocol#3-taking-a-letter).' },
}

/** The calls by their names. A subscription is called where its `url` says; an agent below the address of its endpoint. */
export function webhooksOf(protocol: AgentProtocol): Record<string, ZodOpenApiPathItemObject> {
  const { envelope, taken, refusal, status, capabilities, withdrawal } = protocol
  return {
    bringLetter: {
      post: call('bringLetter', 'A letter is brought: `POST {address}/tapals`', {
        description:
          'Keep it once per delivery key, and answer when it is safe on disk, within 30 seconds. The same may come again, also days later.',
        header: signatureHeaders.extend({
          'KCS-Delivery-Key': z.string().meta({ description: 'The delivery key, as in the body.' }),
          'KCS-Attempt': z.string().meta({ description: 'Number of this try, from 1; for your log only.' }),
        }),
        body: envelope,
        responses: {
          '201': { description: 'It lies in the filing system.', content: json(taken) },
          '200': { description: 'You had it already.', content: json(taken) },
          '202': {
            description: 'You have it and will decide; KCS asks for the status.',
            content: json(taken),
          },
          '409': { description: 'You had it already.', content: json(taken) },
          '410': { description: 'The agent has been taken away for good.' },
          '422': { description: 'Refused; ends the tapal.', content: json(refusal) },
          ...AGAIN,
        },
      }),
    },
    askStatus: {
      get: call('askStatus', 'What became of a letter: `GET {address}/tapals/{deliveryKey}`', {
        description: 'Signed with an empty body; `webhook-id` is the delivery key.',
        header: signatureHeaders,
        responses: {
          '200': { description: 'What became of it.', content: json(status) },
          '404': { description: 'You never saw the key; KCS sends the letter again.' },
          ...AGAIN,
        },
      }),
    },
    withdrawLetter: {
      post: call('withdrawLetter', 'A letter is recalled: `POST {address}/tapals/{deliveryKey}/withdrawal`', {
        description: 'The sender takes the letter back.',
        header: signatureHeaders,
        body: withdrawal,
        responses: {
          '200': { description: 'Nobody in the office sees it any more; the same again gets the same.' },
          '204': { description: 'The same, without a body.' },
          '404': { description: 'You never saw the key; KCS asks once more a minute later.' },
          '409': { description: 'Too late: the office has acknowledged or refused it.' },
          ...AGAIN,
        },
      }),
    },
    askCapabilities: {
      get: call(
        'askCapabilities',
        'What the agent takes, and whether it is there: `GET {address}/capabilities`',
        {
          description:
            'Signed with an empty body. What is left out has no limit but those of KCS; `{}` is a good answer.',
          header: signatureHeaders,
          responses: { '200': { description: 'What it takes.', content: json(capabilities) }, ...AGAIN },
        },
      ),
    },
    agentChange: {
      post: {
        ...call('agentChange', 'A change of your feed, sent to the address of your webhook', {
          description:
            'In the order of the numbers: the next one is sent when the one before was taken. Answer within 15 seconds.',
          header: signatureHeaders,
          responses: {
            '2XX': { description: 'It is safe with you; the next one comes.' },
            '410': { description: 'Nothing more is to be sent here.' },
            default: { description: 'It is tried again later.' },
          },
        }),
        tags: [WEBHOOKS],
        requestBody: {
          required: true,
          content: { 'application/cloudevents+json': { schema: changeEventSchema } },
        },
      },
    },
  }
}

interface Words {
  description: string
  header: z.ZodObject
  body?: z.ZodType
  responses: ZodOpenApiResponsesObject
}

function call(operationId: string, summary: string, words: Words): ZodOpenApiOperationObject {
  const { description, header, body, responses } = words
  return {
    ...{ operationId, summary, description, tags: [CALLS], security: SIGNED },
    requestParams: { header },
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses,
  }
}
