// The inbox of a seat and the acts on a tapal.

import type { Route } from '../../../http/route'
import { acknowledgeTapal } from './acknowledge'
import { listTapals } from './list'
import { openTapal } from './open'
import { readTapal } from './read'
import { redeliverTapal } from './redeliver'
import { refuseTapal } from './refuse'

export const tapals: readonly Route[] = [
  listTapals,
  readTapal,
  acknowledgeTapal,
  openTapal,
  refuseTapal,
  redeliverTapal,
]
