// The live news of the portal.

import { z } from 'zod'
import { seatId } from '../../../http/fields'

export const streamQuery = z.strictObject({ seat: seatId.optional() })
