// What is made of the sources once for all test files: it lies under `.local/test`, named by the sources it was made of.

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { localPath, projectRoot } from '../../process/paths'

export interface Made {
  /** What it is called on the shelf. */
  name: string
  /** The rooms that it is made of; the versions of the libraries count too. */
  rooms: readonly string[]
  /** The ending of the files that count; all count when left out. */
  ending?: string
}

/**
 * The path of what `make` makes, from the shelf if the sources are as they were; else it is made now, beside its place, and
 * put there when it is whole. Of two that make it at once the first stays.
 */
export async function fromShelf(made: Made, make: (path: string) => Promise<void>): Promise<string> {
  const shelf = localPath('test')
  const path = join(shelf, `${made.name}-${sourcesHash(made)}`)
  if (existsSync(path)) return path
  mkdirSync(shelf, { recursive: true })
  const draft = join(shelf, `draft-${randomBytes(4).toString('hex')}`)
  await make(draft)
  const isOutdated = (entry: string): boolean =>
    entry.startsWith(`${made.name}-`) && entry !== basename(path) && /-[0-9a-f]{32}$/.test(entry)
  for (const entry of readdirSync(shelf).filter(isOutdated))
    rmSync(join(shelf, entry), { recursive: true, force: true })
  try {
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(path)) throw error
  }
  return path
}

function sourcesHash({ rooms, ending = '' }: Made): string {
  const hash = createHash('sha256').update(readFileSync(join(projectRoot(), 'package-lock.json')))
  for (const room of rooms) {
    const entries = readdirSync(join(projectRoot(), room), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
      hash.update(path).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 32)
}
