// At which field of a form a fault of the service is told.

import type { Problem } from './problem'

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
