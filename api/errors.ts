// Faults as responses: the kind of a code decides the status, the table says what to do next (RFC 9457).

import {
  type ErrorCode,
  errorEntry,
  type ErrorKind,
  type FieldError,
  isKcsError,
  KcsError,
} from '../domain/common/error'

export { faultOfFields } from '../domain/common/error'

const STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  method: 405,
  conflict: 409,
  'precondition-missing': 428,
  precondition: 412,
  'too-large': 413,
  'media-type': 415,
  invalid: 422,
  rate: 429,
  unavailable: 503,
  storage: 507,
  internal: 500,
}

/** Codes whose status differs from that of their kind: RFC 9110 has one of its own for them. */
const OWN_STATUS: Partial<Record<ErrorCode, number>> = {
  'range-unsatisfiable': 416,
  'link-expired': 410,
  'link-replaced': 410,
  'changes-not-kept': 410,
}

/** The HTTP status of a code. */
export function statusOf(code: ErrorCode): number {
  return OWN_STATUS[code] ?? STATUS[errorEntry(code).kind]
}

/** The body of a fault. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  instance: string
  code: ErrorCode
  remedy: string
  errors?: FieldError[]
  requestId: string
}

/** Any thrown value as a fault of ours; what we do not know becomes `internal`, without its words. */
export function asFault(error: unknown): KcsError {
  if (isKcsError(error)) return error
  return isFullStorage(error) ? new KcsError('storage-full') : new KcsError('internal', { cause: error })
}

/** The problem+json body of a fault. `instance` is the path of the request, `type` a page of our documentation. */
export function problemOf(fault: KcsError, instance: string, requestId: string): Problem {
  const entry = errorEntry(fault.code)
  return {
    type: `/docs/errors#${fault.code}`,
    title: entry.title,
    status: statusOf(fault.code),
    ...(fault.detail === undefined ? {} : { detail: fault.detail }),
    instance,
    code: fault.code,
    remedy: entry.remedy,
    ...(fault.errors.length === 0 ? {} : { errors: [...fault.errors] }),
    requestId,
  }
}

/** MongoDB's OutOfDiskSpace, and the file system's own word for it. */
function isFullStorage(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === 14031 || error.code === 'ENOSPC'
}
