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
  }
  return destination ? pino(options, destination) : pino(options)
}

export { type Logger } from 'pino'
