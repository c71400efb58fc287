// The directory of offices.

import type { Route } from '../../../http/route'
import { changeOfficeRoute } from './change'
import { addOfficeRoute } from './enter'
import { listOfficesRoute } from './list'
import { mergeOfficeRoute } from './merge'
import { moveOfficeRoute } from './move'
import { readOfficeRoute } from './read'
import { readOfficeCardRoute } from './read-card'
import { readOfficeHistoryRoute } from './read-history'
import { setIntermediaryRoute } from './set-intermediary'
import { setDeliveryProfileRoute } from './set-profile'
import { splitOfficeRoute } from './split'

export const offices: readonly Route[] = [
  listOfficesRoute,
  readOfficeRoute,
  readOfficeCardRoute,
  readOfficeHistoryRoute,
  addOfficeRoute,
  changeOfficeRoute,
  moveOfficeRoute,
  mergeOfficeRoute,
  splitOfficeRoute,
  setIntermediaryRoute,
  setDeliveryProfileRoute,
]
