// Lists of the directory on their way out.

import { z } from 'zod'
import { LIST_NAMES } from '../../../../domain/directory/import/names'

export const exportParams = z.object({ thing: z.enum(LIST_NAMES) })
