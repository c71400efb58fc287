// Builds the portal of the sources under test, apart from dist/, so that a test never sees an older one.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../../process/paths'

export interface BuiltPortal {
  folder: string
  remove(): void
}

/** Runs the production build into a folder of its own; the caller removes it. */
export async function buildPortal(): Promise<BuiltPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'kcs-portal-'))
  const vite = join(projectRoot(), 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', 'ui', '--outDir', folder, '--emptyOutDir', '--manifest', '--logLevel', 'error']
  // Jest's own NODE_ENV would make it a build for tests, with React's warnings inside.
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, args, { cwd: projectRoot(), env, timeout: 120_000 })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
