// The runs of all cases, for operators.

import type { Route } from '../../../http/route'
import { listFlows } from './list'
import { queryRun } from './query-run'
import { readRun } from './read-run'
import { signalRun } from './signal-run'
import { startRun } from './start-run'

export const flows: readonly Route[] = [listFlows, startRun, readRun, signalRun, queryRun]
