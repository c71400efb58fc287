// The state of each system that letters go to.

import { z } from 'zod'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { COLLECTED_THINGS, ENTRY_STATES } from '../../../../domain/letters/collect/entry'
import { ENDPOINT_STATES, MAX_OVERLAP_HOURS, PAUSED_WITH } from '../../../../domain/letters/endpoint/endpoint'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { id, instant, line } from '../../../http/fields'
import { settingText } from '../../access/agent/schema'

export const TAG = 'Endpoints'

const takesSchema = z.object({
  kinds: z.array(z.string()).readonly().optional(),
  mediaTypes: z.array(z.string()).readonly().optional(),
  maxDocumentBytes: z.number().optional(),
  maxDocuments: z.number().optional(),
  languages: z.array(z.string()).readonly().optional(),
  classifications: z.array(z.string()).readonly().optional(),
})

export const endpointSchema = z
  .object({
    id: z.string(),
    mechanism: z.enum(MECHANISMS),
    agent: z.string().nullable(),
    address: z.string(),
    state: z.enum(ENDPOINT_STATES),
    pausedBy: z.enum(['kcs', 'operator']).nullable(),
    by: z.string().meta({ description: 'Login of the operator who paused it; empty where KCS did.' }),
    pausedWith: z.enum(PAUSED_WITH).meta({ description: 'Paused alone, or with its whole system.' }),
    pausedAt: instant.nullable(),
    reason: z.string(),
    takes: takesSchema.nullable().meta({
      description:
        'What its system says that it takes; letters beside it go by the next way. Null until it was heard.',
    }),
    asked: z.object({ at: instant, fault: z.string().nullable() }).nullable().meta({
      description: 'When it was last asked at its present address, and what came instead of an answer.',
    }),
    failuresInRow: z.number(),
    parked: z.number().meta({ description: 'Tapals that wait for it.' }),
    parkedSince: instant.nullable(),
    temporal: z.string().nullable().meta({ description: 'Its run in Temporal Web.' }),
  })
  .meta({ id: 'Endpoint' })

export type EndpointResponse = z.infer<typeof endpointSchema>
export const endpointListSchema = z.object({ items: z.array(endpointSchema) })
export const endpointParams = z.object({ id })
/** What an operator says of an act that needs nothing else. */
export const reasonSchema = z.strictObject({ reason: line(MAX_REASON) })
export const addressSchema = z
  .strictObject({ address: line(500), reason: line(MAX_REASON) })
  .meta({ id: 'EndpointAddress' })
export const settingSchema = z
  .strictObject({
    setting: line(40).meta({ description: 'Its name: `secret`, or `token` where the system has one.' }),
    value: settingText.optional().meta({
      description: 'What the system made; KCS makes a secret itself where none is given.',
    }),
    overlapHours: z.number().int().min(0).max(MAX_OVERLAP_HOURS).default(24).meta({
      description: 'For how long the one before counts too; 0 for one that has leaked.',
    }),
    reason: line(MAX_REASON),
  })
  .meta({ id: 'EndpointSetting' })
export const newSettingSchema = z.object({
  setting: z.string(),
  value: z.string().nullable().meta({ description: 'What KCS made; null where the system did.' }),
  formerUntil: instant.nullable().meta({ description: 'Until when the one before counts too.' }),
})
export type NewSettingResponse = z.infer<typeof newSettingSchema>

export const collectionSchema = z
  .object({
    collectedAt: instant.nullable().meta({ description: 'When the system last was asked and answered.' }),
    taken: z.number().meta({ description: 'Letters taken since it was registered.' }),
    reports: z.number().meta({ description: 'Reports taken.' }),
    refused: z.number().meta({ description: 'Letters and reports refused.' }),
    fault: z.string().nullable().meta({ description: 'Why the last collection failed.' }),
    notBefore: instant.nullable().meta({ description: 'It is not asked again before.' }),
    items: z
      .array(
        z.object({
          of: z.enum(COLLECTED_THINGS),
          key: z.string().meta({ description: 'The id that the system has for it.' }),
          state: z.enum(ENTRY_STATES),
          errors: z.array(z.object({ pointer: z.string(), detail: z.string(), code: z.string().optional() })),
          tries: z.number(),
          firstAt: instant,
          lastAt: instant,
          nextAt: instant.nullable().meta({ description: 'When it is tried again by itself.' }),
        }),
      )
      .meta({ description: 'What was not taken; the oldest of very many are left out.' }),
  })
  .meta({ id: 'EndpointCollection' })
export type CollectionResponse = z.infer<typeof collectionSchema>
export const collectSchema = z.strictObject({
  again: z.boolean().optional().meta({ description: 'Also looks once more at what lies refused.' }),
})
