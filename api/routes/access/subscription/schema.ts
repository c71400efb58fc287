// Webhooks of an agent as they are made and read.

import { z } from 'zod'
import {
  DEATHS,
  MOST_REPLAYED,
  SUBSCRIPTION_STATES,
} from '../../../../domain/access/subscription/subscription'
import { MAX_OVERLAP_HOURS } from '../../../../domain/letters/endpoint/endpoint'
import { CHANGE_KINDS } from '../../../../domain/letters/agent-feed/kinds'
import { id, instant, line } from '../../../http/fields'
import { changeKind } from '../../letters/agent-feed/schema'

export const TAG = 'Webhooks'

const changeNumber = z.number().int().min(0).max(999_999_999_999_999)

export const newWebhookSchema = z
  .strictObject({
    url: line(500).meta({ description: 'Takes POST; https on a public address.' }),
    kinds: z
      .array(changeKind)
      .max(CHANGE_KINDS.length)
      .optional()
      .meta({ description: 'Only these are sent; all where none is named.' }),
    after: changeNumber
      .optional()
      .meta({ description: 'Begins behind this number; behind the newest if left out.' }),
  })
  .meta({ id: 'NewWebhook' })

export const madeWebhookSchema = z
  .object({
    id: z.string(),
    secret: z
      .string()
      .optional()
      .meta({ description: 'Signs the messages (Standard Webhooks); shown this once.' }),
  })
  .meta({ id: 'MadeWebhook' })

export const deliverySchema = z
  .object({
    number: z.number().nullable().meta({ description: 'Of the change; null for a ping.' }),
    kind: z.enum([...CHANGE_KINDS, 'ping']),
    at: instant,
    tries: z.number(),
    taken: z.boolean(),
    status: z.number().nullable().meta({ description: 'HTTP status; null where no answer came.' }),
    fault: z.string().nullable().meta({ description: 'What came instead of an answer.' }),
    answer: z.string().meta({
      description: 'The first 200 characters of the answer; what looks like a secret is masked.',
    }),
  })
  .meta({ id: 'WebhookDelivery' })

export const webhookSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    kinds: z.array(z.string()),
    state: z.enum(SUBSCRIPTION_STATES).meta({ description: '`dead`: nothing is sent any more.' }),
    death: z.enum(DEATHS).nullable().meta({
      description:
        'Why: it returned 410; nothing was taken for five days; or what is next is not kept any more.',
    }),
    diedAt: instant.nullable(),
    sentUpTo: z.number().meta({ description: 'The number up to which all was taken.' }),
    last: z.number().meta({ description: 'The last number that it knows of.' }),
    replay: z.object({ next: z.number(), to: z.number() }).nullable(),
    failures: z.number().meta({ description: 'Tries in a row that failed.' }),
    failingSince: instant.nullable(),
    nextAttemptAt: instant
      .nullable()
      .meta({ description: 'When it is tried next; null where nothing is due.' }),
    formerSecretUntil: instant.nullable().meta({ description: 'Until then it is signed with two secrets.' }),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' })

export const webhookListSchema = z.object({ items: z.array(webhookSchema) })
export const deliveryListSchema = z.object({
  items: z
    .array(deliverySchema)
    .meta({ description: 'The last try of each of the newest 50, the newest first.' }),
})
export const webhookParams = z.object({ id })
export const deliveryParams = z.object({
  id,
  number: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .meta({ override: { type: 'integer', minimum: 1 } }),
})
export const agentDeliveryParams = deliveryParams.extend({ webhook: id })
export const overlapSchema = z
  .strictObject({
    overlapHours: z.number().int().min(0).max(MAX_OVERLAP_HOURS).default(24).meta({
      description: 'For how long messages are signed with both; 0 for a secret that has leaked.',
    }),
  })
  .optional()
export const newSecretSchema = z.object({
  secret: z.string(),
  formerUntil: instant.nullable().meta({ description: 'Until when the one before signs too.' }),
})
export const replaySchema = z.strictObject({
  from: changeNumber.min(1),
  to: changeNumber
    .min(1)
    .optional()
    .meta({ description: `The last one; what was sent last if left out. At most ${MOST_REPLAYED} changes.` }),
})
export const openingSchema = z
  .strictObject({
    after: changeNumber
      .optional()
      .meta({ description: 'Goes on behind this number; where it stopped if left out.' }),
  })
  .optional()

export type WebhookResponse = z.infer<typeof webhookSchema>
export type DeliveryResponse = z.infer<typeof deliverySchema>
