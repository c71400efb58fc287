// The one table of error codes: what went wrong, of which kind, and what to do next.

import { agentCodes } from './agent-codes'
import { chargeCodes } from './charge-codes'
import { clockCodes } from './clock-codes'
import type { ErrorEntry } from './entry'
import { directoryCodes } from './directory-codes'
import { importCodes } from './import-codes'
import { letterCodes } from './letter-codes'
import { officeCodes } from './office-codes'
import { requestCodes } from './request-codes'
import { routingCodes } from './routing-codes'

export { ERROR_KINDS, type ErrorEntry, type ErrorKind } from './entry'

const table = {
  ...requestCodes,
  ...letterCodes,
  ...directoryCodes,
  ...chargeCodes,
  ...clockCodes,
  ...officeCodes,
  ...routingCodes,
  ...importCodes,
  ...agentCodes,
}

export type ErrorCode = keyof typeof table

/** One wrong place in the input: a JSON pointer, what is wrong there and what would be right. */
export interface FieldError {
  pointer: string
  detail: string
  /** What would be right, where that is one number. */
  value?: number
  code?: ErrorCode
}

/** The kind, title and remedy of a code. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return table[code]
}

/** All codes, for the documentation and for tests. */
export const ERROR_CODES = Object.keys(table) as ErrorCode[]

/** A fault with a stable code; `detail` may be shown to the caller, so it names no secret and no letter text. */
export class KcsError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly errors: readonly FieldError[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    options: {
      detail?: string
      errors?: readonly FieldError[]
      retryAfterSeconds?: number
      cause?: unknown
    } = {},
  ) {
    super(`${code}: ${options.detail ?? table[code].title}`, { cause: options.cause })
    this.name = 'KcsError'
    this.code = code
    this.detail = options.detail
    this.errors = options.errors ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Returns one fault for many wrong fields: with the code they have in common, else `validation-failed`. */
export function faultOfFields(errors: readonly FieldError[]): KcsError {
  const codes = new Set(errors.map(({ code }) => code ?? 'validation-failed'))
  const [only] = codes
  return new KcsError(codes.size === 1 && only ? only : 'validation-failed', { errors })
}

/** Whether a value is a fault of ours; by name, for errors may cross realms (tests, sandboxes). */
export function isKcsError(value: unknown): value is KcsError {
  return value instanceof Error && value.name === 'KcsError' && 'code' in value
}
