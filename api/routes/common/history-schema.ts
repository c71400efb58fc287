// The history of one object, as requests ask for it and responses have it.

import { z } from 'zod'
import { instant, pageFields, pageSchema } from '../../http/fields'

export const historyQuery = z.strictObject(pageFields)

export const historyPageSchema = pageSchema(
  z
    .object({
      what: z.string().meta({ description: 'Code of the change.' }),
      at: instant,
      actor: z.record(z.string(), z.string()).meta({ description: 'Who made it.' }),
      before: z
        .record(z.string(), z.unknown())
        .meta({ description: 'The fields that differ, as they were.' }),
      after: z.record(z.string(), z.unknown()).meta({ description: 'The same fields, as they became.' }),
    })
    .meta({ id: 'HistoryEntry' }),
)
