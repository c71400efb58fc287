/**
 * Jest's runtime, which reads and compiles each module once in a worker, and not again for every test file: half of what
 * it costs to load our libraries. Every file still has its modules, their state and its globals to itself; only the code
 * is shared.
 */
const { sep } = require('node:path')
const { Script } = require('node:vm')
const Runtime = require('jest-runtime').default

/** What the libraries' files hold, by path: they do not change while a worker runs. */
const read = new Map()
/** The scripts compiled in this worker, and what they were made of, by path. */
const compiled = new Map()

const ofLibrary = (path) => path.includes(`${sep}node_modules${sep}`)

/** What only jest's own way can do: import() needs a loader that belongs to one test file. */
const needsLoader = (source) => /\bimport\s*\(/.test(source)

function scriptOf(source, path, parameters) {
  const known = compiled.get(path)
  if (known?.source === source && known.parameters === parameters) return known.script
  if (needsLoader(source)) return undefined
  const opening = `(function(${parameters}){`
  // The opening is no part of the file, so that columns in stack traces stay those of the file.
  const script = new Script(`${opening}${source}\n})`, { filename: path, columnOffset: -opening.length })
  compiled.set(path, { source, parameters, script })
  return script
}

module.exports = class CompilingOnce extends Runtime {
  constructor(...options) {
    super(...options)
    const { executor, transformCache } = this
    const compile = executor.compile.bind(executor)
    executor.compile = (source, path) => {
      const context = executor.environment.getVmContext()
      if (context === null || executor.resolution.isCoreModule(path)) return compile(source, path)
      try {
        const script = scriptOf(source, path, executor.injectedModuleParameters.join())
        return script?.runInContext(context) ?? compile(source, path)
      } catch {
        // Jest says best what is wrong with a file that does not compile.
        return compile(source, path)
      }
    }
    const transform = transformCache.transform.bind(transformCache)
    transformCache.transform = (path, options) => {
      if (!ofLibrary(path)) return transform(path, options)
      if (!read.has(path)) read.set(path, transform(path, options))
      return read.get(path)
    }
  }
}
