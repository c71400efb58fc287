// The inbox of a seat and the acts on a tapal.

import type { Route } from '../../../http/route'
import { acknowledgeTapalRoute } from './acknowledge'
import { explainTapalClocksRoute } from './explain-clocks'
import { extendTapalClockRoute } from './extend-clock'
import { listTapalsRoute } from './list'
import { openTapalRoute } from './open'
import { pauseTapalClockRoute } from './pause-clock'
import { readTapalRoute } from './read'
import { redeliverTapalRoute } from './redeliver'
import { refuseTapalRoute } from './refuse'
import { resumeTapalClockRoute } from './resume-clock'

export const tapals: readonly Route[] = [
  listTapalsRoute,
  readTapalRoute,
  acknowledgeTapalRoute,
  openTapalRoute,
  refuseTapalRoute,
  redeliverTapalRoute,
  explainTapalClocksRoute,
  pauseTapalClockRoute,
  resumeTapalClockRoute,
  extendTapalClockRoute,
]
