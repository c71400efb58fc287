// The end of a dispatch, if nothing is owed any more.

import { closeDispatch, type CloseReport } from '../../services/letters/dispatch/close'
import type { ActivityDeps } from '../deps'
import { placed } from '../placed'

export function closeActivity(deps: ActivityDeps) {
  return function close(dispatchId: string): Promise<CloseReport> {
    return closeDispatch(placed(deps, dispatchId), { dispatch: dispatchId }, deps.now())
  }
}
