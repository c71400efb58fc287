// Charges: who holds which seat since when, and how that changes.

import type { Route } from '../../../http/route'
import { joinSeatRoute } from './join'
import { listChargesRoute } from './list'
import { relieveEmployeeRoute } from './relieve'
import { transferEmployeeRoute } from './transfer'

export const charges: readonly Route[] = [
  joinSeatRoute,
  relieveEmployeeRoute,
  transferEmployeeRoute,
  listChargesRoute,
]
