// How a piece of work ended, for tests in which several race.

import { isKcsError } from '../../domain/common/error'

/** Returns 'done', or the code of the KcsError, or the text of another error; never rejects. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (isKcsError(error) ? error.code : String(error)),
  )
