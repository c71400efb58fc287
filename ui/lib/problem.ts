// A fault as the portal shows it: the API's problem+json, or a lost connection.

export interface FieldFault {
  /** JSON pointer into the request body, such as /recipients/0/office. */
  pointer: string
  detail: string
  code?: string
}

export class Problem extends Error {
  constructor(
    /** HTTP status; 0 when there was no response. */
    readonly status: number,
    /** Stable code of the fault; `offline` when there was no response. */
    readonly code: string,
    /** The service's own words, in English; may be empty. */
    readonly text: string,
    readonly errors: readonly FieldFault[] = [],
    readonly requestId = '',
  ) {
    super(`${code}: ${text}`)
    this.name = 'Problem'
  }
}

export const offline = () => new Problem(0, 'offline', '')

/** Makes a Problem of anything thrown. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem
    ? error
    : new Problem(0, 'internal', error instanceof Error ? error.message : '')
}

/** Reads a response that is not a success; a body that is no problem+json still gives a code from its status. */
export function problemOf(status: number, body: string): Problem {
  const data = objectOf(body)
  const code = typeof data['code'] === 'string' ? data['code'] : codeOf(status)
  const words = [data['title'], data['detail'], data['remedy']].filter((word) => typeof word === 'string')
  const errors = Array.isArray(data['errors']) ? data['errors'].filter(isFault) : []
  const id = data['requestId'] ?? data['instance']
  return new Problem(status, code, [...new Set(words)].join(' '), errors, typeof id === 'string' ? id : '')
}

function objectOf(body: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(body)
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function isFault(value: unknown): value is FieldFault {
  return typeof value === 'object' && value !== null && 'pointer' in value && 'detail' in value
}

function codeOf(status: number): string {
  if (status === 401) return 'unauthenticated'
  if (status === 404) return 'not-found'
  if (status === 413) return 'body-too-large'
  if (status === 429) return 'rate-limited'
  return status >= 500 && status !== 500 ? 'service-unavailable' : 'internal'
}
