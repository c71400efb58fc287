// The record in which a dispatch stands: a test letter has its own.

import { isTestId } from '../domain/letters/sandbox/test-letter'
import { inSandbox } from '../services/letters/sandbox/place'
import type { ActivityDeps } from './deps'

/** The ports for the work on this dispatch. */
export function placed(deps: ActivityDeps, dispatchId: string): ActivityDeps {
  return isTestId(dispatchId) ? inSandbox(deps) : deps
}
