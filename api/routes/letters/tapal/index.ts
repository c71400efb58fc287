// The inbox of a seat and the acts on a tapal.

import type { Route } from '../../../http/route'
import { acknowledgeTapalRoute } from './acknowledge'
import { listTapalsRoute } from './list'
import { openTapalRoute } from './open'
import { readTapalRoute } from './read'
import { redeliverTapalRoute } from './redeliver'
import { refuseTapalRoute } from './refuse'

export const tapals: readonly Route[] = [
  listTapalsRoute,
  readTapalRoute,
  acknowledgeTapalRoute,
  openTapalRoute,
  refuseTapalRoute,
  redeliverTapalRoute,
]
