// The response to a call-back; what comes in is each system's own and read by its connector.

import { z } from 'zod'
import { id } from '../../../http/fields'

export const callbackParams = z.object({ endpointId: id })
export const callbackResponseSchema = z
  .object({
    accepted: z.number().meta({ description: 'Reports taken, counting repeats.' }),
    condensed: z.number().optional().meta({
      description:
        'Of these, reports for which older entries of a very long trace gave way; absent where none did.',
    }),
  })
  .meta({ id: 'CallbackResponse' })
