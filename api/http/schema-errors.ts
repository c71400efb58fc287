// What a schema found wrong, as a list of places and codes.

import type { z } from 'zod'
import { issueText, pointerOf, withoutNullsAt } from '../../domain/common/text/issue'
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
    return [{ pointer, detail: issueText(issue) }]
  })
}

/**
 * What the schema makes of a value. A member that is null and may not be is read as left out (RFC 8259 leaves that to the
 * reader, and many serializers write null for what is absent).
 */
export function readBy<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  const first = schema.safeParse(value)
  if (first.success) return first
  const bare = withoutNullsAt(
    value,
    first.error.issues.map(({ path }) => path),
  )
  return bare === value ? first : schema.safeParse(bare)
}
