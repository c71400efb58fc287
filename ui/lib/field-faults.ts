// At which field of a form a fault of the service is told.

import type { TFunction } from 'i18next'
import { asProblem, type Problem } from './problem'
import { problemText } from './problem-text'

/**
 * The first of the fields that the problem is about: by its code, else by its pointer into the body, whose first step
 * is the field's name. Null where it is about none of them.
 */
export function placeOf<Name extends string>(
  problem: Pick<Problem, 'code' | 'errors'>,
  fields: readonly Name[],
  byCode: Readonly<Record<string, Name>> = {},
): Name | null {
  const named = byCode[problem.code]
  if (named) return named
  const steps = problem.errors.map(({ pointer }) => pointer.split('/')[1])
  return fields.find((field) => steps.includes(field)) ?? null
}

interface Told<Name> {
  /** The field at which the fault is told, and in which words. */
  place: Name | null
  text: string
  /** What is told above the form, where it is about no field. */
  rest: unknown
}

/**
 * The fault of the last try as a form tells it; `fields` says of each what it must hold,
 * for values that the service refused.
 */
export function toldAt<Name extends string>(
  error: unknown,
  fields: Readonly<Record<Name, string>>,
  byCode: Readonly<Record<string, Name>>,
  t: TFunction,
): Told<Name> {
  if (error === null || error === undefined) return { place: null, text: '', rest: null }
  const problem = asProblem(error)
  const place = placeOf(problem, Object.keys(fields) as Name[], byCode)
  if (place === null) return { place, text: '', rest: error }
  return { place, text: byCode[problem.code] ? problemText(problem, t) : fields[place], rest: null }
}
