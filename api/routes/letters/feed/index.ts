// Live updates of the portal.

import type { Route } from '../../../http/route'
import { openStreamRoute } from './open-stream'

export const stream: readonly Route[] = [openStreamRoute]
