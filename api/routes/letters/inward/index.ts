// Letters that an agent comes for, and what it says of them.

import type { Route } from '../../../http/route'
import { acknowledgeInwardRoute } from './acknowledge'
import { closeInwardRoute } from './close'
import { fileInwardRoute } from './file'
import { extendInwardLeaseRoute } from './lease'
import { fetchInwardsRoute } from './list'
import { moveInwardRoute } from './move'
import { openInwardRoute } from './open'
import { receiveInwardRoute } from './receive'
import { refuseInwardRoute } from './refuse'
import { returnInwardRoute } from './return'
import { withdrawInwardRoute } from './withdraw'

export const inwards: readonly Route[] = [
  fetchInwardsRoute,
  receiveInwardRoute,
  acknowledgeInwardRoute,
  refuseInwardRoute,
  openInwardRoute,
  moveInwardRoute,
  fileInwardRoute,
  closeInwardRoute,
  returnInwardRoute,
  withdrawInwardRoute,
  extendInwardLeaseRoute,
]
