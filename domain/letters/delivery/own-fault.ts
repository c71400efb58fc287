// Faults of KCS itself that a connector meets on its way to a filing system.

import { isKcsError } from '../../common/error'
import type { Outcome } from './outcome'

/**
 * What a thrown fault means for its tapal: a document that is lost or damaged ends it; every other fault of ours is
 * tried again. It never counts against the system. The code alone is kept, for a message could hold words of the letter.
 */
export function ownFault(error: unknown): Outcome {
  if (isKcsError(error) && (error.code === 'document-damaged' || error.code === 'document-unknown'))
    return { kind: 'never', code: error.code, blame: 'kcs' }
  return { kind: 'retry-later', code: 'connector-fault', inDoubt: true, blame: 'kcs' }
}
