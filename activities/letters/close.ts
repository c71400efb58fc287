// The end of a dispatch, if nothing is owed any more.

import { closeDispatch, type CloseReport } from '../../services/letters/dispatch/close'
import type { ActivityDeps } from '../deps'

export function closeActivity(deps: ActivityDeps) {
  return function close(dispatchId: string): Promise<CloseReport> {
    return closeDispatch(deps, { dispatch: dispatchId }, deps.now())
  }
}
