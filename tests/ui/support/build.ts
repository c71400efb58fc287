// The portal of the sources under test, built apart from dist/, so that a test never sees an older one; once for all tests.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../../process/paths'
import { fromShelf } from '../../support/shelf'

const PORTAL = { name: 'portal', rooms: ['ui', 'domain'] }

/** The folder of the production build. */
export function builtPortal(): Promise<string> {
  return fromShelf(PORTAL, async (folder) => {
    const vite = join(projectRoot(), 'node_modules', 'vite', 'bin', 'vite.js')
    const args = ['build', 'ui', '--outDir', folder, '--emptyOutDir', '--manifest', '--logLevel', 'error']
    // Jest's own NODE_ENV would make it a build for tests, with React's warnings inside.
    const env = { ...process.env, NODE_ENV: 'production' }
    await promisify(execFile)(process.execPath, [vite, ...args], {
      cwd: projectRoot(),
      env,
      timeout: 120_000,
    })
  })
}
