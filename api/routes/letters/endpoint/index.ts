// The systems that letters go to, for operators.

import type { Route } from '../../../http/route'
import { callGoneRoute } from './call-gone'
import { collectNowRoute } from './collect'
import { listEndpointsRoute } from './list'
import { pauseEndpointRoute } from './pause'
import { readCollectionRoute } from './read-collection'
import { resumeEndpointRoute } from './resume'
import { setAddressRoute } from './set-address'
import { setSecretRoute } from './set-secret'

export const endpoints: readonly Route[] = [
  listEndpointsRoute,
  pauseEndpointRoute,
  resumeEndpointRoute,
  callGoneRoute,
  setAddressRoute,
  setSecretRoute,
  readCollectionRoute,
  collectNowRoute,
]
