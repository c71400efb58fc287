// At which field of a form a fault of the service is shown, and in which words.

import type { TFunction } from 'i18next'
import { asProblem } from './problem'
import { problemText } from './problem-text'

/** The field of a fault by its code; with words, where those that the portal has for the code do not fit. */
export type FieldOfCode<Name extends string> = Readonly<Record<string, Name | readonly [Name, string]>>

/**
 * Returns the field that the fault is about: that of its code, else the first one that the service points to, for which the
 * form has words itself. Undefined where it is about none.
 */
export function refusalOf<Name extends string>(
  error: Error | null,
  names: readonly Name[],
  fieldOfCode: FieldOfCode<Name> | undefined,
  t: TFunction,
): { name: Name; words?: string } | undefined {
  if (error === null) return undefined
  const problem = asProblem(error)
  const ofCode = fieldOfCode?.[problem.code]
  if (ofCode !== undefined) {
    const [name, words] = typeof ofCode === 'object' ? ofCode : [ofCode]
    return { name, words: words ?? problemText(problem, t) }
  }
  const pointed = problem.errors.map(({ pointer }) => pointer.split('/')[1])
  const name = names.find((one) => pointed.includes(one))
  return name === undefined ? undefined : { name }
}
