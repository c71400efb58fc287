/** Builds what is older than its sources: the server (tsc), the workflow bundle from it, and beside them the portal (vite). */
const { createHash } = require('node:crypto')
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { runStep } = require('./run-step')
const { problem, sayWhileWaiting } = require('./say')

/** The folders that the compiler reads, so that a change in any of them is built. */
const rooms = foldersOf('tsconfig.json', 'include').filter(
  (folder) => !foldersOf('tsconfig.build.json', 'exclude').includes(folder),
)

/** Both files are plain JSON. */
function foldersOf(file, list) {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', file), 'utf8'))[list]
}

const compiled = [...rooms, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']

const modules = (...parts) => join('node_modules', ...parts)

/** Each step: what it reads, a file that it must leave, and its command for Node. The bundle is made of the server's output. */
const steps = {
  server: {
    what: 'building the server',
    sources: compiled,
    leaves: join('dist', 'local', 'main.js'),
    command: [modules('typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
  },
  bundle: {
    what: 'bundling the workflows',
    sources: ['workflows', 'domain', 'workers', 'package-lock.json'],
    leaves: join('dist', 'workflow-bundle.js'),
    command: [join('dist', 'workers', 'bundle.js')],
  },
  portal: {
    what: 'building the portal',
    sources: ['ui', 'domain', 'package-lock.json'],
    leaves: join('dist', 'ui', 'index.html'),
    command: [modules('vite', 'bin', 'vite.js'), 'build', 'ui', '--logLevel', 'warn'],
  },
}

/** The names of the steps whose sources have changed since they last succeeded. */
exports.staleSteps = (root) => {
  const stamps = readStamps(root)
  return Object.keys(steps).filter(
    (name) =>
      !existsSync(join(root, steps[name].leaves)) || stamps[name] !== stampOf(root, steps[name].sources),
  )
}

/** Runs those steps. Throws what the compiler said when one fails; successful steps are not repeated. */
exports.build = async (root, names) => {
  const server = async () => {
    if (names.includes('server')) await runBuildStep(root, 'server')
    if (names.includes('bundle')) await runBuildStep(root, 'bundle')
  }
  const portal = async () => {
    if (names.includes('portal')) await runBuildStep(root, 'portal')
  }
  const results = await Promise.allSettled([server(), portal()])
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function runBuildStep(root, name) {
  const { what, sources, command } = steps[name]
  const stamp = stampOf(root, sources)
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, output } = await sayWhileWaiting(what, runStep(process.execPath, command, { cwd: root, env }))
  if (code !== 0)
    throw problem(
      `${what} failed:\n${output.trim().split('\n').slice(0, 40).join('\n')}`,
      'Mend that and start again.',
    )
  const stamps = { ...readStamps(root), [name]: stamp }
  mkdirSync(join(root, '.local'), { recursive: true })
  writeFileSync(stampFile(root), JSON.stringify(stamps))
}

const stampFile = (root) => join(root, '.local', 'build.json')

function readStamps(root) {
  try {
    return JSON.parse(readFileSync(stampFile(root), 'utf8'))
  } catch {
    return {}
  }
}

function stampOf(root, sources) {
  const hash = createHash('sha256').update(process.version)
  for (const file of sources.flatMap((source) => filesOf(root, source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesOf(root, path) {
  if (!existsSync(join(root, path))) return []
  if (/\.json$/.test(path)) return [path]
  return readdirSync(join(root, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort()
}
