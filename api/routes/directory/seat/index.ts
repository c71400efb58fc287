// The directory of seats.

import type { Route } from '../../../http/route'
import { changeSeatRoute } from './change'
import { listSeatsRoute } from './list'
import { addSeatRoute } from './make'
import { readSeatRoute } from './read'
import { readSeatHistoryRoute } from './read-history'
import { readSeatHoldersRoute } from './read-holders'

export const seats: readonly Route[] = [
  listSeatsRoute,
  addSeatRoute,
  readSeatRoute,
  changeSeatRoute,
  readSeatHoldersRoute,
  readSeatHistoryRoute,
]
