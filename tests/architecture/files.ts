// The project's own source files.

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot } from '../../process/paths'

const SKIPPED = new Set(['node_modules', 'dist', '.local', '.git', 'coverage', 'histories'])

/** All source files, by their path from the root. */
export function sourceFiles(folder = projectRoot()): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.(ts|tsx|js|mjs|css)$/.test(entry.name) ? [relative(projectRoot(), path)] : []
  })
}

export function textOf(file: string): string {
  return readFileSync(join(projectRoot(), file), 'utf8')
}

/** Folders directly below a room. */
export function foldersOf(room: string): string[] {
  return readdirSync(join(projectRoot(), room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
