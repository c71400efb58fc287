// A letter that does not come by the API is read by the schema of the API, so that a rule stands once.

import { fieldErrorsOf, readBy } from '../api/http/schema-errors'
import { newDispatchSchema } from '../api/routes/letters/dispatch/schema'
import type { LetterReader } from '../services/letters/collect/deps'

/** Returns the letter, or what is wrong in it, place by place. */
export const readLetter: LetterReader = (stated) => {
  const { success, data, error } = readBy(newDispatchSchema, stated)
  return success ? { letter: data } : { errors: fieldErrorsOf(error) }
}
