// What a schema found wrong, as a list of places and codes.

import type { z } from 'zod'
import { ERROR_CODES, type ErrorCode, errorEntry, type FieldError } from '../../domain/common/error'

const codes = new Set<string>(ERROR_CODES)

/** Field errors of a failed parse. A schema names a code of the error table by using it as its message. */
export function fieldErrorsOf(error: z.ZodError, prefix = ''): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    const pointer = prefix + pointerOf(issue.path)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: `${pointer}${pointerOf([key])}`,
        detail: errorEntry('field-unknown').title,
        code: 'field-unknown',
      }))
    }
    if (codes.has(issue.message)) {
      const code = issue.message as ErrorCode
      return [{ pointer, detail: errorEntry(code).title, code }]
    }
    return [{ pointer, detail: issue.message }]
  })
}

/** RFC 6901. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
