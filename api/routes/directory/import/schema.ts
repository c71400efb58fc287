// Lists brought as CSV: requests and responses.

import { z } from 'zod'
import { IMPORT_MODES, LIST_NAMES } from '../../../../domain/directory/import/names'

export const importParams = z.object({ thing: z.enum(LIST_NAMES) })

export const importQuery = z.strictObject({
  mode: z
    .enum(IMPORT_MODES)
    .default('all-or-nothing')
    .meta({ description: 'Whether one bad row stops all, or is left out with what needs it.' }),
  'dry-run': z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Returns what would change, and changes nothing.' }),
})

const count = z.number().int()

export const importReportSchema = z
  .object({
    thing: z.enum(LIST_NAMES),
    rows: count.meta({ description: 'Rows below the header line; empty lines are none.' }),
    added: count,
    changed: count,
    ended: count.meta({ description: 'Rows that get an end they did not have.' }),
    unchanged: count,
    bad: count,
    written: z.boolean().meta({ description: 'Whether the directory is now as the good rows say.' }),
    alongside: z
      .object({ seats: count, offices: count })
      .meta({ description: 'What no row names and follows from them: head seats, offices that move along.' }),
    ignoredColumns: z.array(z.string()).meta({ description: 'Columns that mean nothing here.' }),
    errors: z
      .array(
        z.object({
          line: count.meta({ description: 'Line of the file at which the row begins, from 1.' }),
          column: z.string().nullable(),
          value: z.string(),
          code: z.string(),
          detail: z.string(),
          remedy: z.string(),
        }),
      )
      .meta({ description: 'What is wrong with bad rows, by line; at most 10,000.' }),
    differences: z
      .array(
        z.object({
          change: z.enum(['added', 'changed', 'ended']),
          key: z.string(),
          fields: z.record(z.string(), z.object({ from: z.string().nullable(), to: z.string().nullable() })),
        }),
      )
      .meta({
        description:
          'The first 1,000 changes, by the columns of the list; what no column holds bears a name of its own.',
      }),
  })
  .meta({ id: 'ImportReport' })

export type ImportResponse = z.infer<typeof importReportSchema>
