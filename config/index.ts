/** Reads the settings of a process from its environment, once, at start; the rooms get their slice as an argument. */
import type { QuietHours } from '../domain/common/clock/quiet-hours'
import { type OutgoingName } from '../domain/letters/notice/channels'
import { channelProblems, type ChannelServer, channelSettings, serversOf } from './channels'
import { settings } from './schema'

export interface Config {
  nodeEnv: 'production' | 'development' | 'test'
  mongodb: { uri: string; database: string }
  temporal: { address: string; namespace: string; webUrl?: string }
  http: { host: string; port: number; publicUrl: string; requestsPerMinute: number }
  /** Where the process serves its figures; null where it does not. */
  metrics: { host: string; port: number } | null
  /** Hexadecimal; never used itself, only through `deriveKey`. */
  secret: string
  loopbackEndpoints: boolean
  /** Clocks may run for less than an hour. */
  shortClocks: boolean
  /** Null where no filing system has its drop on this machine. */
  dropRoot: string | null
  /** For how many days the link in a mail counts. */
  mailLinkDays: number
  /** To which domain mails come back, and where workers take them; null where nobody reads them. */
  bounces: { domain: string; listen: { host: string; port: number } | null } | null
  /** The scanner for malware, and for how many days its word "clean" counts; null where nothing is scanned. */
  clamd: { address: { host: string; port: number } | { path: string }; rescanDays: number } | null
  /** Where each channel of notices hands its messages to; an empty url where it is not set up. */
  channels: Record<OutgoingName, ChannelServer>
  /** When channels that keep them send only what must go out at once; null where there are none. */
  quietHours: QuietHours | null
  logLevel: string
}

/** All that is wrong with the environment, as one table of setting and reason. Values are not shown: they may be secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(readonly problems: readonly { setting: string; reason: string }[]) {
    const width = Math.max(...problems.map(({ setting }) => setting.length))
    const lines = problems.map(({ setting, reason }) => `  ${setting.padEnd(width)}  ${reason}`)
    super(`the settings are not complete or not right:\n${lines.join('\n')}`)
  }
}

/** Unknown variables are ignored; an empty string counts as unset. Throws `ConfigError` with all errors at once. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const values = valuesOf(environment)
  const result = settings.safeParse(values)
  const channels = channelSettings.safeParse(values)
  if (!result.success || !channels.success)
    throw faultOf([...(result.error?.issues ?? []), ...(channels.error?.issues ?? [])], values)
  const is = result.data
  if (is.KCS_BOUNCE_PORT !== undefined && is.KCS_BOUNCE_DOMAIN === undefined)
    throw new ConfigError([{ setting: 'KCS_BOUNCE_DOMAIN', reason: 'is missing: KCS_BOUNCE_PORT is set' }])
  const problems = channelProblems(values, is.NODE_ENV === 'production')
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    nodeEnv: is.NODE_ENV,
    mongodb: { uri: is.MONGODB_URI, database: is.MONGODB_DB },
    temporal: { address: is.TEMPORAL_ADDRESS, namespace: is.TEMPORAL_NAMESPACE, webUrl: is.TEMPORAL_WEB_URL },
    http: {
      host: is.KCS_HOST,
      port: is.KCS_PORT,
      requestsPerMinute: is.KCS_REQUESTS_PER_MINUTE,
      publicUrl: (is.KCS_PUBLIC_URL ?? `http://${is.KCS_HOST}:${is.KCS_PORT}`).replace(/\/+$/, ''),
    },
    metrics:
      is.KCS_METRICS_PORT === undefined ? null : { host: is.KCS_METRICS_HOST, port: is.KCS_METRICS_PORT },
    secret: is.KCS_SECRET,
    loopbackEndpoints: is.KCS_LOOPBACK_ENDPOINTS,
    shortClocks: is.KCS_SHORT_CLOCKS ?? is.NODE_ENV !== 'production',
    dropRoot: is.KCS_DROP_ROOT ?? null,
    mailLinkDays: is.KCS_MAIL_LINK_DAYS,
    bounces:
      is.KCS_BOUNCE_DOMAIN === undefined
        ? null
        : {
            domain: is.KCS_BOUNCE_DOMAIN.toLowerCase(),
            listen:
              is.KCS_BOUNCE_PORT === undefined
                ? null
                : { host: is.KCS_BOUNCE_HOST, port: is.KCS_BOUNCE_PORT },
          },
    clamd:
      is.KCS_CLAMD === undefined ? null : { address: is.KCS_CLAMD, rescanDays: is.KCS_CLAMD_RESCAN_DAYS },
    channels: serversOf(channels.data),
    quietHours: is.KCS_QUIET_HOURS,
    logLevel: is.LOG_LEVEL,
  }
}

/** The database that the environment names, for commands that need nothing else. Throws `ConfigError`. */
export function readDatabaseSettings(environment: NodeJS.ProcessEnv): Config['mongodb'] {
  const values = valuesOf(environment)
  const result = settings.pick({ MONGODB_URI: true, MONGODB_DB: true }).safeParse(values)
  if (!result.success) throw faultOf(result.error.issues, values)
  return { uri: result.data.MONGODB_URI, database: result.data.MONGODB_DB }
}

/** The database and the secret that the environment names, for commands that open the record. Throws `ConfigError`. */
export function readRecordSettings(environment: NodeJS.ProcessEnv): Pick<Config, 'mongodb' | 'secret'> {
  const values = valuesOf(environment)
  const result = settings.pick({ MONGODB_URI: true, MONGODB_DB: true, KCS_SECRET: true }).safeParse(values)
  if (!result.success) throw faultOf(result.error.issues, values)
  const { MONGODB_URI: uri, MONGODB_DB: database, KCS_SECRET: secret } = result.data
  return { mongodb: { uri, database }, secret }
}

/** KCS_SECRET alone. Throws `ConfigError`. */
export function readSecret(environment: NodeJS.ProcessEnv): string {
  const values = valuesOf(environment)
  const result = settings.pick({ KCS_SECRET: true }).safeParse(values)
  if (!result.success) throw faultOf(result.error.issues, values)
  return result.data.KCS_SECRET
}

function valuesOf(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
}

function faultOf(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
  values: Record<string, string | undefined>,
): ConfigError {
  return new ConfigError(
    issues.map(({ path, message }) => {
      const setting = String(path[0])
      return { setting, reason: setting in values ? message : 'is missing' }
    }),
  )
}
