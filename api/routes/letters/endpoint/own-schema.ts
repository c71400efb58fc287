// An endpoint as its agent sees it, and what the agent asks of it.

import { z } from 'zod'
import { MAX_OVERLAP_HOURS } from '../../../../domain/letters/endpoint/endpoint'
import { instant, line, officeCode } from '../../../http/fields'
import { endpointSchema } from './schema'

export const OWN_TAG = 'Own agent'

export const ownEndpointSchema = endpointSchema
  .pick({
    ...{ id: true, mechanism: true, address: true, state: true, pausedBy: true, reason: true },
    ...{ takes: true, asked: true },
  })
  .extend({
    since: instant
      .nullable()
      .meta({ description: 'Since when it is paused or gone; null while it is open.' }),
    formerSecretUntil: instant
      .nullable()
      .meta({ description: 'Until when the secret before the present one counts too.' }),
    lastSuccessAt: instant
      .nullable()
      .meta({ description: 'When a letter last went through, to the minute.' }),
    fetchedAt: instant
      .nullable()
      .meta({ description: 'When you last came for letters, to the minute; null where they are brought.' }),
  })
  .meta({ id: 'OwnEndpoint' })
export type OwnEndpointResponse = z.infer<typeof ownEndpointSchema>

export const ownSecretSchema = z
  .strictObject({
    overlapHours: z.number().int().min(0).max(MAX_OVERLAP_HOURS).optional().meta({
      description: 'For how long the one before counts too, 24 if left out; 0 for one that has leaked.',
    }),
  })
  .optional()
export const newOwnSecretSchema = z
  .object({
    secret: z.string(),
    formerUntil: instant.nullable().meta({ description: 'Until when the one before counts too.' }),
  })
  .meta({ id: 'NewOwnSecret' })
export type NewOwnSecretResponse = z.infer<typeof newOwnSecretSchema>

export const ownAddressSchema = z.strictObject({ address: line(500) }).meta({ id: 'OwnAddress' })

export const specimenSchema = z
  .strictObject({
    office: officeCode.optional().meta({ description: 'To this office of yours; the first if left out.' }),
  })
  .optional()
export const specimenResponseSchema = z
  .object({
    deliveryKey: z.string(),
    office: z.string(),
    steps: z.array(
      z.object({
        call: z.enum(['hand-over', 'status', 'withdrawal']),
        kind: z.string().meta({ description: 'What KCS made of the answer, such as `delivered`.' }),
        code: z.string().nullable().meta({ description: 'Such as http-503 or timeout.' }),
        detail: z.string().nullable().meta({ description: 'What could not be read of the answer.' }),
        answer: z.string().nullable().meta({ description: 'The beginning of the answer, without secrets.' }),
        reference: z.string().nullable().meta({ description: 'Your own id of the letter, as you gave it.' }),
      }),
    ),
  })
  .meta({ id: 'Specimen' })
export type SpecimenResponse = z.infer<typeof specimenResponseSchema>
