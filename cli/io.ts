// The streams, files and services that the command uses, so that tests can pass their own.

import type { AuditTools } from '../process/audit'
import { localPath } from '../process/paths'
import type { Installed, InstallOptions } from '../process/install'
import type { NamedFinding, Repaired, RepairLog, Seen } from '../process/verify'
import { endWithReader } from './reader-gone'

/** A stream that text is written to. */
export interface Out {
  write(text: string): unknown
  isTTY?: boolean
  hasColors?(): boolean
}

export interface Io {
  env: NodeJS.ProcessEnv
  stdin: NodeJS.ReadStream | NodeJS.ReadableStream
  /** Data only. */
  stdout: Out
  /** Progress, hints and faults. */
  stderr: Out
  now(): Date
  /** Where `kcs sign-in` keeps its session. */
  sessionFile: string
  /** Where the ports of `npm start` are remembered. */
  portsFile: string
  /** Where `npm start` keeps its data. */
  dataFolder: string
  /** Looks whether this machine can run KCS; starts and installs nothing. */
  examine(options: {
    environment: NodeJS.ProcessEnv
    portsFile: string
    dataFolder: string
  }): Promise<Finding[]>
  /** Brings the database of the environment to the form of this version; returns one line for each change. */
  migrate(environment: NodeJS.ProcessEnv, onProgress: (line: string) => void): Promise<string[]>
  /** Makes an installation on the servers that the environment names. */
  install(environment: NodeJS.ProcessEnv, options: InstallOptions): Promise<Installed>
  /** Compares record and runs; `onFinding` hears of each disagreement. Returns how many rows were looked at. */
  verify(
    environment: NodeJS.ProcessEnv,
    checks: readonly string[],
    onFinding: (finding: NamedFinding) => void,
  ): Promise<Seen>
  /** Mends what can be mended; `log` hears of each repair. */
  rebuild(environment: NodeJS.ProcessEnv, log: RepairLog): Promise<Repaired>
  /** The audit log of the environment's record, and exports of it. */
  audit: AuditTools
}

/** One check of this machine, and its result. */
export interface Finding {
  name: string
  ok: boolean
  found: string
  /** What to do, where something is not right. */
  remedy?: string
}

/** The streams and files of a real process; `machine` comes from the installation on one machine. */
export function processIo(
  machine: Pick<Io, 'examine' | 'migrate' | 'install' | 'verify' | 'rebuild' | 'audit'>,
): Io {
  endWithReader(process.stdout)
  endWithReader(process.stderr)
  return {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
    sessionFile: localPath('session.json'),
    portsFile: localPath('ports.json'),
    dataFolder: localPath('data'),
    ...machine,
  }
}

/** Tells the person what is going on. */
export function say(io: Io, line: string): void {
  io.stderr.write(`${line}\n`)
}

/** Writes one JSON value as data. */
export function printJson(io: Io, value: unknown): void {
  io.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}
