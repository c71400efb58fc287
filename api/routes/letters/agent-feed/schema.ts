// The changes of an agent as they are read, by call and in webhooks.

import { z } from 'zod'
import { LONGEST_WAIT_SECONDS, MOST_CHANGES, SIDES } from '../../../../domain/letters/agent-feed/change'
import { CHANGE_KINDS } from '../../../../domain/letters/agent-feed/kinds'
import { instant } from '../../../http/fields'

export const TAG = 'Changes'

/** The page where nothing is said. */
export const PAGE = 100

const wholeNumber = (digits: number, max: number) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${digits}}$`), 'must be a number')
    .transform(Number)
    .pipe(z.number().int().max(max, `must be at most ${max}`))

export const changesQuery = z.strictObject({
  after: wholeNumber(15, 999_999_999_999_999)
    .optional()
    .meta({
      description: 'The last number that you have; 0 before the first.',
      override: { type: 'integer', minimum: 0, default: 0 },
    }),
  limit: wholeNumber(3, MOST_CHANGES)
    .pipe(z.number().min(1, 'must be at least 1'))
    .optional()
    .meta({ override: { type: 'integer', minimum: 1, maximum: MOST_CHANGES, default: PAGE } }),
  wait: wholeNumber(2, LONGEST_WAIT_SECONDS)
    .optional()
    .meta({
      description: 'For so many seconds the call waits for the next change, where there is none.',
      override: { type: 'integer', minimum: 0, maximum: LONGEST_WAIT_SECONDS, default: 0 },
    }),
})

export const changeKind = z.enum(CHANGE_KINDS as [(typeof CHANGE_KINDS)[number]])

export const agentChangeSchema = z
  .object({
    number: z.number().meta({ description: 'From 1, without gaps, for each agent by itself.' }),
    kind: changeKind,
    at: instant.meta({ description: 'When it happened; numbers are given in the order of entry.' }),
    as: z
      .enum(SIDES)
      .meta({ description: 'On which side of the letter your office is; `own`: your endpoint.' }),
    dispatchId: z.string().nullable(),
    deliveryKey: z
      .string()
      .nullable()
      .meta({ description: 'Names the tapal; null for the letter as a whole.' }),
    endpoint: z.string().nullable(),
    sender: z.object({ office: z.string() }).nullable(),
    recipient: z.object({ office: z.string(), seat: z.string() }).nullable(),
    sequence: z
      .number()
      .meta({ description: 'Rises with what happens to the same tapal, letter or endpoint.' }),
    diaryNumber: z.string().nullable().meta({ description: 'Given with `acknowledged`.' }),
    diaryDate: z.string().nullable(),
    code: z.string().nullable().meta({ description: 'Of a refusal or fault.' }),
    level: z.number().nullable().meta({ description: 'Level of the ladder, with `escalated`.' }),
    test: z.literal(true).optional().meta({ description: 'It is of a test letter of yours.' }),
  })
  .meta({
    id: 'AgentChange',
    example: {
      ...{ number: 42, kind: 'acknowledged', at: '2026-11-22T05:30:00.000Z', as: 'sender', sequence: 4 },
      ...{ dispatchId: '01ARZ3NDEKTSV4RRFFQ69G5FAA', deliveryKey: 'kcs-01ARZ3NDEKTSV4RRFFQ69G5FAV' },
      ...{ endpoint: null, sender: { office: 'ITD' }, recipient: { office: 'CDIT', seat: 'CDIT/REG' } },
      ...{ diaryNumber: 'CDIT/4711/2026', diaryDate: '2026-11-22', code: null, level: null },
    },
  })

export const changePageSchema = z
  .object({
    items: z.array(agentChangeSchema),
    next: z.number().meta({ description: '`after` of the next call; keep it once the items are safe.' }),
    last: z.number().meta({ description: 'The last number that was given to you.' }),
  })
  .meta({ id: 'AgentChanges' })

/** What comes to a webhook: CloudEvents 1.0 in structured mode. */
export const changeEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'The same on every try.' }),
    source: z.string(),
    type: z.string().meta({ description: '`in.gov.kerala.kcs.` and the kind.' }),
    subject: z.string().meta({ description: 'Id of the tapal, else of the dispatch, else of the endpoint.' }),
    time: instant,
    datacontenttype: z.literal('application/json'),
    data: agentChangeSchema,
  })
  .meta({ id: 'AgentChangeEvent' })

export type ChangePageResponse = z.infer<typeof changePageSchema>
