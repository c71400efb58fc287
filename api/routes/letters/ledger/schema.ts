// The ledger of a letter as the API returns it.

import { z } from 'zod'
import { PURPOSES } from '../../../../domain/letters/dispatch/recipients'
import { MAX_REASON } from '../../../../domain/letters/dispatch/limits'
import { LEDGER_ACT_STATES, LEDGER_ACTS } from '../../../../domain/letters/ledger/act'
import { LEDGER_STANDINGS } from '../../../../domain/letters/ledger/standing'
import { MECHANISMS } from '../../../../domain/letters/systems'
import { TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import { instant, line, pageFields, pageSchema, words } from '../../../http/fields'
import { dispatchIdSchema, partySchema, TAG } from '../dispatch/schema'

export { dispatchIdSchema, TAG }

/** Stands for offices of no district or department. */
export const NONE = '-'

const place = (what: string) =>
  line(100)
    .optional()
    .meta({ description: `${what}, as the tally of the letter names it; \`${NONE}\` for those of none.` })

/** Which recipients are meant. */
export const ledgerFields = {
  district: place('Receiving offices of a district').meta({ example: 'Idukki' }),
  department: place('Receiving offices of a department').meta({ example: 'LSGD' }),
  standing: z
    .enum(LEDGER_STANDINGS)
    .optional()
    .meta({ description: 'How they stand; each standing is that of several states.' }),
  state: z.enum(TAPAL_STATES).optional().meta({ description: 'Of their tapals; narrower than `standing`.' }),
  office: line(100)
    .optional()
    .meta({ description: 'The code of the receiving office, or beginnings of words of its name.' }),
}

export const ledgerQuery = z.strictObject({ ...ledgerFields, ...pageFields })
export const ledgerExportQuery = z.strictObject(ledgerFields)
export type LedgerQuery = z.output<typeof ledgerExportQuery>

export const recipientEntrySchema = z
  .object({
    id: z.string().meta({ description: 'Of the tapal.' }),
    recipient: partySchema,
    district: z
      .string()
      .meta({ description: 'When the letter was accepted; empty where the office is of none.' }),
    department: z.string(),
    purpose: z.enum(PURPOSES),
    standing: z.enum(LEDGER_STANDINGS),
    state: z.enum(TAPAL_STATES),
    mechanism: z.enum(MECHANISMS),
    attempts: z.number(),
    parked: z.boolean().meta({ description: 'It waits for its system, which is down.' }),
    owes: z.boolean().meta({ description: 'Something is owed of it.' }),
    dueAt: instant.nullable(),
    level: z.number().meta({ description: 'Level of the ladder.' }),
    inwardNumber: z.string().nullable(),
    diary: z.object({ number: z.string(), date: z.string() }).nullable(),
    deliveredAt: instant.nullable(),
    acknowledgedAt: instant.nullable(),
  })
  .meta({ id: 'RecipientEntry' })
export type RecipientEntry = z.infer<typeof recipientEntrySchema>

export const ledgerPageSchema = pageSchema(recipientEntrySchema)
export type LedgerPageResponse = z.infer<typeof ledgerPageSchema>

const counted = {
  counts: z.record(z.string(), z.number()).meta({ description: 'Recipients by state.' }),
  standings: z.record(z.enum(LEDGER_STANDINGS), z.number()),
  recipients: z.number(),
  owing: z.number().meta({ description: 'Those who have the letter and owe its acknowledgement.' }),
}

export const tallySchema = z
  .object({
    asOf: instant.meta({ description: 'Changes of later instants may be missing; all before are counted.' }),
    ...counted,
    districts: z.array(z.object({ district: z.string(), ...counted })),
    departments: z.array(
      z.object({ department: z.string(), name: z.string(), nameMl: z.string(), ...counted }),
    ),
  })
  .meta({ id: 'LetterTally' })
export type TallyResponse = z.infer<typeof tallySchema>

/** Of which recipients; of all where neither is given. */
const partFields = {
  district: place('Those of a district alone'),
  department: place('Those of a department alone'),
}
export const reminderBody = z.strictObject(partFields)
export const partRecallBody = z.strictObject({
  ...partFields,
  reason: words(MAX_REASON),
  alsoDelivered: z.boolean().optional().meta({
    description:
      'Also where the letter has been delivered and nobody has acknowledged it; else only from those it has not reached.',
  }),
})

export const ledgerActSchema = z
  .object({
    id: z.string(),
    kind: z.enum(LEDGER_ACTS),
    state: z.enum(LEDGER_ACT_STATES),
    district: z.string().nullable().meta({ description: 'Null: of all; empty: of offices of none.' }),
    department: z.string().nullable(),
    alsoDelivered: z.boolean(),
    reason: z.string(),
    at: instant,
    expected: z.number().meta({ description: 'How many recipients were meant when it began.' }),
    done: z.number().nullable().meta({ description: 'How many it came to; null until it is done.' }),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'LedgerAct' })
export type LedgerActResponse = z.infer<typeof ledgerActSchema>

export const ledgerActsQuery = z.strictObject(pageFields)
export const ledgerActsPage = pageSchema(ledgerActSchema)
