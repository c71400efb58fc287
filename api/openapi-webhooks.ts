// The calls that KCS makes to webhooks, for the API documentation.

import { z } from 'zod'
import type { ZodOpenApiPathItemObject } from 'zod-openapi'
import { changeEventSchema } from './routes/letters/agent-feed/schema'
import { TAG } from './routes/access/subscription/schema'

const headers = z.object({
  'webhook-id': z.string().meta({ description: 'The same on every try.' }),
  'webhook-timestamp': z.string().meta({ description: 'Seconds since 1970 at this try.' }),
  'webhook-signature': z.string().meta({ description: 'Standard Webhooks; two while a secret is replaced.' }),
})

export const WEBHOOKS: Record<string, ZodOpenApiPathItemObject> = {
  agentChange: {
    post: {
      operationId: 'agentChange',
      summary:
        'A change of the feed of your agent, sent to the address of your webhook, in the order of the numbers',
      tags: [TAG],
      security: [],
      requestParams: { header: headers },
      requestBody: { content: { 'application/cloudevents+json': { schema: changeEventSchema } } },
      responses: {
        '2XX': { description: 'It is safe with you; the next one comes.' },
        '410': { description: 'Nothing more is to be sent here.' },
        default: { description: 'It is tried again later.' },
      },
    },
  },
}
