// Service levels: in what time offices are to do what, as data with versions.

import type { Route } from '../../../http/route'
import { endServiceLevelRoute } from './end'
import { explainServiceLevelRoute } from './explain'
import { listServiceLevelsRoute } from './list'
import { putServiceLevelRoute } from './put'
import { readServiceLevelRoute } from './read'

export const serviceLevels: readonly Route[] = [
  listServiceLevelsRoute,
  explainServiceLevelRoute,
  readServiceLevelRoute,
  putServiceLevelRoute,
  endServiceLevelRoute,
]
