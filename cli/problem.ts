// Turns a fault response of KCS into a message with a remedy and an exit code.

import { z } from 'zod'
import { CliError, EXIT, type ExitCode } from './exit'

const problem = z.object({
  title: z.string(),
  code: z.string(),
  detail: z.string().optional(),
  remedy: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  requestId: z.string().optional(),
})

/** The exit code of an HTTP status. */
export function exitCodeOf(status: number): ExitCode {
  if (status === 401 || status === 403 || status === 404) return EXIT.notYours
  if (status === 409 || status === 410 || status === 412) return EXIT.conflict
  if (status === 429 || status === 503) return EXIT.unavailable
  return status < 500 ? EXIT.usage : EXIT.failed
}

export function faultOfResponse(
  status: number,
  headers: Record<string, string | string[] | undefined>,
  text: string,
): CliError {
  const result = problem.safeParse(jsonOf(text))
  if (!result.success) {
    return new CliError(`KCS returned ${status}.`, {
      exitCode: exitCodeOf(status),
      remedy: 'Check that --url or KCS_URL names a KCS; if it does, see its log.',
    })
  }
  const { title, code, detail, errors = [], requestId } = result.data
  const wait = headers['retry-after'] === undefined ? '' : ` (after ${String(headers['retry-after'])} s)`
  const mark = status >= 500 && requestId ? ` Request ${requestId}.` : ''
  return new CliError(`${title}${detail ? ` ${detail}` : ''}${mark}`, {
    exitCode: exitCodeOf(status),
    remedy: (status === 401 ? SIGN_IN : result.data.remedy) + wait,
    code,
    lines: errors.map((error) => `${error.pointer || '/'}: ${error.detail}`),
  })
}

const SIGN_IN = 'Sign in with kcs sign-in LOGIN, or set KCS_API_KEY to a current key.'

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
