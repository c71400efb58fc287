/** The settings of every process, one line each: environment variable, shape, default. */
import { z } from 'zod'
import { clamdOf } from './clamd'
import { type QuietHours, quietHoursOf } from '../domain/common/clock/quiet-hours'

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((text) => ['true', '1', 'yes'].includes(text))
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

const clamdAddress = z.string().transform((text, context) => {
  const address = clamdOf(text)
  if (address !== null) return address
  context.addIssue({ code: 'custom', message: 'must be host:port, or the path of a socket' })
  return z.NEVER
})

function quietHours(text: string, context: z.RefinementCtx): QuietHours | null {
  if (text === 'none') return null
  const hours = quietHoursOf(text)
  if (hours !== null) return hours
  context.addIssue({ code: 'custom', message: 'must be hours such as 21:00-07:00, or none' })
  return z.NEVER
}

export const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  /** `mongodb://…` or `mongodb+srv://…` of a replica set, MongoDB ≥ 6.0. */
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must begin with mongodb:// or mongodb+srv://'),
  MONGODB_DB: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,63}$/, 'may hold letters, digits, _ and - only')
    .default('kcs'),
  /** Host and port of the Temporal front end. */
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'must be host:port, without http://'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  /** Address of Temporal Web, for links in the trace. */
  TEMPORAL_WEB_URL: webAddress.optional(),
  KCS_HOST: z.string().default('127.0.0.1'),
  KCS_PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(8080),
  /** Port of the figures of this process; nothing listens where it is not set. */
  KCS_METRICS_PORT: z.coerce.number('must be a port').int().min(1).max(65_535).optional(),
  KCS_METRICS_HOST: z.string().default('127.0.0.1'),
  /** Requests that one agent, account or address may send in a minute. */
  KCS_REQUESTS_PER_MINUTE: z.coerce.number('must be a number').int().min(1).max(10_000_000).default(6_000),
  /** How the outside reaches us, for links in mails and documents. Default: KCS_HOST and KCS_PORT. */
  KCS_PUBLIC_URL: webAddress.optional(),
  /** At least 32 bytes in hexadecimal; the keys of cookies, mail links and sealed secrets are derived from it. */
  KCS_SECRET: z
    .string()
    .regex(/^([0-9a-fA-F]{2}){32,}$/, 'must be at least 64 hexadecimal digits (openssl rand -hex 32)'),
  /** Whether the address of a filing system may lie on this machine. For demonstrations and tests only. */
  KCS_LOOPBACK_ENDPOINTS: flag.default(false),
  /** Whether clocks may run for less than an hour, in demonstrations and tests. Default: unless NODE_ENV is production. */
  KCS_SHORT_CLOCKS: flag.optional(),
  /** The folder of this machine below which filing systems may have their drops (`file:///…`); none where it is not set. */
  KCS_DROP_ROOT: z.string().startsWith('/', 'must be a whole path').optional(),
  /** For how many days the link in a mail counts. */
  KCS_MAIL_LINK_DAYS: z.coerce.number('must be a number').int().min(1).max(3_650).default(90),
  /** The domain to which mails come back that could not be delivered; without it they come back to MAIL_FROM. */
  KCS_BOUNCE_DOMAIN: z
    .string()
    .max(190, 'is too long')
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i, 'must be a domain of yours')
    .optional(),
  /** Where workers take such mails from your mail server, by SMTP; nothing listens where it is not set. */
  KCS_BOUNCE_PORT: z.coerce.number('must be a port').int().min(1).max(65_535).optional(),
  KCS_BOUNCE_HOST: z.string().default('127.0.0.1'),
  /** clamd, which scans documents for malware: host:port, or the path of its socket. Nothing is scanned where it is not set. */
  KCS_CLAMD: clamdAddress.optional(),
  /** For how many days its word "clean" counts for letters that leave. */
  KCS_CLAMD_RESCAN_DAYS: z.coerce.number('must be a number').int().min(1).max(3_650).default(7),
  /** When no SMS and no WhatsApp goes out but for *Immediate* letters, by the clock of Kerala: from-until, or none. */
  KCS_QUIET_HOURS: z.string().default('21:00-07:00').transform(quietHours),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})
