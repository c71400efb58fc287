/** Where things lie: the project's folder and the git-ignored `.local/` in it, which holds all that is installed or kept. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

let root: string | undefined

/** The folder with our package.json, seen from the sources as from `dist/`. Throws when this file lies outside it. */
export function projectRoot(): string {
  if (root) return root
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'kcs') {
      root = folder
      return folder
    }
  }
  throw new Error(`no package.json of kcs above ${__dirname}`)
}

/** A path inside `.local/`. */
export function localPath(...parts: string[]): string {
  return join(projectRoot(), '.local', ...parts)
}
