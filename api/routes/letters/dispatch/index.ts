// Letters: handed over, listed, traced, taken back.

import type { Route } from '../../../http/route'
import { acceptDispatchRoute } from './accept'
import { dryRunDispatchRoute } from './dry-run'
import { listDispatchesRoute } from './list'
import { readDispatchRoute } from './read'
import { recallDispatchRoute } from './recall'
import { traceDispatchRoute } from './trace'

export const dispatches: readonly Route[] = [
  acceptDispatchRoute,
  dryRunDispatchRoute,
  listDispatchesRoute,
  readDispatchRoute,
  traceDispatchRoute,
  recallDispatchRoute,
]
