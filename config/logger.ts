/** The logger of a process: JSON lines on standard output, without secrets, names or what a letter says. */
import { type DestinationStream, type Logger, pino } from 'pino'

/** Fields that are blotted out wherever they stand, down to the fourth level. */
const confidential = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  'token',
  'secret',
  'password',
  'apiKey',
  'subject',
  'name',
  'text',
  'html',
]

const levels = ['', '*', '*.*', '*.*.*']

const paths = levels.flatMap((level) =>
  confidential.map((field) =>
    level === '' || field.startsWith('[') ? `${level}${field}` : `${level}.${field}`,
  ),
)

const DEEPEST_CAUSE = 3

/**
 * What is written of an error: its name, code, words and stack, and those of what caused it. Not its other members, for
 * drivers hang their sockets and what they sent on them.
 */
function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error
  const { code, cause, errorResponse } = error as { code?: unknown; cause?: unknown; errorResponse?: unknown }
  const deeper = cause ?? errorResponse
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    message: error.message,
    stack: error.stack,
    ...(deeper instanceof Error && depth < DEEPEST_CAUSE ? { cause: errorFields(deeper, depth + 1) } : {}),
  }
}

/** `service` says which process writes ("api", "worker"); `destination` is standard output unless given. */
export function createLogger(
  { service, level = 'info' }: { service: string; level?: string },
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[hidden]' },
    serializers: { err: (error: unknown) => errorFields(error) },
  }
  return destination ? pino(options, destination) : pino(options)
}

export { type Logger } from 'pino'
