// Letters: handed over, listed, traced, taken back.

import type { Route } from '../../../http/route'
import { acceptDispatch } from './accept'
import { dryRunDispatch } from './dry-run'
import { listDispatches } from './list'
import { readDispatch } from './read'
import { recallDispatch } from './recall'
import { traceDispatch } from './trace'

export const dispatches: readonly Route[] = [
  acceptDispatch,
  dryRunDispatch,
  listDispatches,
  readDispatch,
  traceDispatch,
  recallDispatch,
]
