/** A real Chromium for browser stories. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { withLock } from '../../local/system/lock'
import { localPath, projectRoot } from '../../process/paths'

let path: Promise<string> | undefined

/** The program: `CHROMIUM_PATH`, else the one packed in @sparticuz/chromium, unpacked once per test process. */
export function chromiumPath(): Promise<string> {
  path ??= process.env['CHROMIUM_PATH'] ? Promise.resolve(process.env['CHROMIUM_PATH']) : unpack()
  return path
}

/** Opens the browser; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
  })
}

/** The package unpacks into the folder for temporary files and trusts whatever lies there, so it gets one of its own. */
async function unpack(): Promise<string> {
  const folder = localPath('chromium')
  const program = join(folder, 'chromium')
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(program)) return program
    const fresh = `${folder}.new`
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh, { recursive: true })
    // An ES module, which jest's module system does not load: a Node process does.
    const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
    const env = { ...process.env, TMPDIR: fresh }
    await promisify(execFile)(process.execPath, ['-e', script], { cwd: projectRoot(), env, timeout: 120_000 })
    renameSync(fresh, folder)
    return program
  })
}
