// Handing a seat over: what is open in it, giving, taking, and the one-sided way.

import type { Route } from '../../../http/route'
import { giveSeatRoute } from './give'
import { giveSeatOneSidedRoute } from './give-one-sided'
import { listHandoversRoute } from './list'
import { listOpenItemsRoute } from './list-open-items'
import { readHandoverRoute } from './read'
import { takeSeatRoute } from './take'

export const handovers: readonly Route[] = [
  listOpenItemsRoute,
  giveSeatRoute,
  giveSeatOneSidedRoute,
  listHandoversRoute,
  readHandoverRoute,
  takeSeatRoute,
]
