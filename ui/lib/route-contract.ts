// What the Gateway API takes and answers about the way a letter would go.

import type {
  DispatchDryRun,
  DryRunAnswer,
  PlannedRouteAnswer,
} from '../../api/routes/letters/dispatch/dry-run-schema'

/** A letter that need not be finished yet. */
export type DryRunRequest = DispatchDryRun
export type DryRun = DryRunAnswer
export type RouteRow = PlannedRouteAnswer
