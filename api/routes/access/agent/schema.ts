// Filing systems as they are registered.

import { z } from 'zod'
import {
  MAX_SETTING,
  REGISTERED_SYSTEMS,
  settingFault,
  settingNames,
} from '../../../../domain/letters/systems'
import { id, instant, line, officeCode, textOf } from '../../../http/fields'

/** It is shown in a header. */
const secretText = textOf({ max: 500 }, (text) =>
  /^[!-~]+$/.test(text) ? null : 'must be printable ASCII without spaces',
)
/** A private key has lines; which settings may be one, their cards say. */
export const settingText = textOf({ max: MAX_SETTING, lines: true })

const expiresInDays = z
  .number()
  .int()
  .min(1)
  .max(730)
  .optional()
  .meta({ description: 'How long the key holds; 365 days if left out.' })

export const newAgentSchema = z
  .strictObject({
    name: line(200),
    offices: z.array(officeCode).min(1, 'must name at least one office').max(5000),
    mechanism: z
      .enum(REGISTERED_SYSTEMS)
      .optional()
      .meta({ description: 'How letters reach it; without it the agent only sends.' }),
    address: line(500).optional().meta({
      description:
        'Base URL that KCS calls; left out where the agent only sends, or comes for its letters (pull).',
    }),
    token: secretText
      .optional()
      .meta({ description: 'What the system wants KCS to show when it calls; the same as settings.token.' }),
    settings: z
      .record(line(50), settingText)
      .optional()
      .meta({ description: 'What the system wants KCS to know for its calls, by the names of its card.' }),
    expiresInDays,
  })
  .refine(
    ({ mechanism, settings = {} }) => {
      const names = mechanism ? settingNames(mechanism, ({ madeBy }) => madeBy === 'system') : []
      return Object.keys(settings).every((name) => names.includes(name))
    },
    { error: 'names a setting that the system does not have', path: ['settings'] },
  )
  .superRefine(({ mechanism, settings = {} }, ctx) => {
    for (const [name, value] of Object.entries(settings)) {
      const fault = mechanism && settingFault(mechanism, name, value)
      if (fault) ctx.addIssue({ code: 'custom', message: fault, path: ['settings', name] })
    }
  })
  .meta({ id: 'NewAgent' })

export const newKeySchema = z
  .strictObject({
    expiresInDays,
    test: z
      .boolean()
      .optional()
      .meta({ description: 'A test key: all letters that are sent with it are test letters.' }),
  })
  .optional()

export const registeredSchema = z
  .object({
    id: z.string(),
    endpoint: z.object({ id: z.string() }).nullable(),
    apiKey: z.string().optional().meta({ description: 'Shown this once; a replay leaves it out.' }),
    secret: z.string().optional().meta({ description: 'Signing secret of the endpoint, shown this once.' }),
  })
  .meta({ id: 'RegisteredAgent' })

export const agentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    offices: z.array(z.string()),
    endpoint: z.object({ id: z.string() }).nullable(),
    keys: z.array(
      z.object({
        id: z.string(),
        createdAt: instant,
        expiresAt: instant.nullable(),
        revokedAt: instant.nullable(),
        test: z.literal(true).optional().meta({ description: 'It opens the sandbox alone.' }),
      }),
    ),
    createdAt: instant,
  })
  .meta({ id: 'Agent' })

export type AgentResponse = z.infer<typeof agentSchema>
export type RegistrationResponse = z.infer<typeof registeredSchema>

export const agentListSchema = z.object({ items: z.array(agentSchema) })
export const newKeyResponseSchema = z
  .object({ id: z.string(), apiKey: z.string().optional().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'NewKey' })

export const agentParams = z.object({ id })
export const keyParams = z.object({ id, keyId: id })
