// The systems that letters go to, for operators.

import type { Route } from '../../../http/route'
import { listEndpointsRoute } from './list'
import { pauseEndpointRoute } from './pause'
import { resumeEndpointRoute } from './resume'

export const endpoints: readonly Route[] = [listEndpointsRoute, pauseEndpointRoute, resumeEndpointRoute]
