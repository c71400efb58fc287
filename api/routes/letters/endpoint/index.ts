// The systems that letters go to: for operators, and each for its own agent.

import type { Route } from '../../../http/route'
import { callGoneRoute } from './call-gone'
import { collectNowRoute } from './collect'
import { handSpecimenRoute } from './hand-specimen'
import { listEndpointsRoute } from './list'
import { pauseEndpointRoute } from './pause'
import { readCollectionRoute } from './read-collection'
import { renewOwnSecretRoute } from './renew-own-secret'
import { resumeEndpointRoute } from './resume'
import { sayBackRoute } from './say-back'
import { setAddressRoute } from './set-address'
import { setOwnAddressRoute } from './set-own-address'
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
  renewOwnSecretRoute,
  setOwnAddressRoute,
  sayBackRoute,
  handSpecimenRoute,
]
