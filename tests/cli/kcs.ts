// The `kcs` command as a test runs it: with its own environment, streams and files.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Io } from '../../cli/io'
import { examine } from '../../local/doctor'
import { main } from '../../cli/main'
import { auditTools } from '../../process/audit'
import { install } from '../../process/install'
import { rebuildConfigured, verifyConfigured } from '../../process/verify'
import { migrateConfigured } from '../../process/migrate'
import { PASSWORD } from '../support/api'

export interface Ran {
  code: number
  /** Standard output. */
  out: string
  /** Standard error. */
  err: string
  json<T = Record<string, unknown>>(): T
}

export interface Machine {
  folder: string
  env: NodeJS.ProcessEnv
  /** Writes a file and returns its path. */
  file(name: string, content: string | Buffer): string
  /** Runs the command to its end; `stdin` is what is piped into it. */
  kcs(args: readonly string[], stdin?: string): Promise<Ran>
  /** Starts the command and returns what it has printed so far. */
  start(args: readonly string[]): { out(): string; err(): string; ended: Promise<Ran> }
  remove(): void
}

/** A machine on which the account `admin` of the test API is signed in. */
export async function openMachineOfAdmin(url: string): Promise<Machine> {
  const machine = openMachine(url)
  await machine.kcs(['sign-in', 'admin', '--password-stdin'], `${PASSWORD}\n`)
  return machine
}

/** A machine with nothing on it but the address of KCS. */
export function openMachine(url: string | undefined): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'kcs-cli-'))
  const env: NodeJS.ProcessEnv = url === undefined ? {} : { KCS_URL: url }
  const start: Machine['start'] = (args) => run(args, '')
  function run(args: readonly string[], stdin: string) {
    let out = ''
    let err = ''
    const io: Io = {
      env,
      stdin: Readable.from(stdin === '' ? [] : [stdin]),
      stdout: { write: (text) => (out += text) },
      stderr: { write: (text) => (err += text) },
      now: () => new Date(),
      migrate: migrateConfigured,
      audit: auditTools,
      // A test that names a port where nobody listens does not wait for somebody.
      install: (environment, options) =>
        install(environment, {
          ...options,
          ...(environment['TEMPORAL_ADDRESS']?.endsWith(':1') ? { answerMs: 2_000 } : {}),
        }),
      verify: verifyConfigured,
      rebuild: rebuildConfigured,
      sessionFile: join(folder, 'session.json'),
      portsFile: join(folder, 'ports.json'),
      examine,
      dataFolder: join(folder, 'data'),
    }
    const ended = main(args, io).then((code) => ({ code, out, err, json: <T>() => JSON.parse(out) as T }))
    return { out: () => out, err: () => err, ended }
  }
  return {
    folder,
    env,
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    kcs: (args, stdin = '') => run(args, stdin).ended,
    start,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
