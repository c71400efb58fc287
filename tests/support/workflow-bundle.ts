// The bundle of the workflows as they lie in the tree, made once for all tests.

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { localPath, projectRoot } from '../../process/paths'

const NAME = /^workflows-[0-9a-f]+\.js$/

/** The code, from the shelf if the sources are as they were, else bundled now. */
export async function bundledWorkflows(): Promise<string> {
  const shelf = localPath('test')
  const file = join(shelf, `workflows-${sourcesHash()}.js`)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows'),
    logger: new DefaultLogger('WARN'),
  })
  mkdirSync(shelf, { recursive: true })
  const outdated = readdirSync(shelf).filter((name) => NAME.test(name) && name !== basename(file))
  for (const name of outdated) rmSync(join(shelf, name), { force: true })
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, code)
  renameSync(draft, file)
  return code
}

/** What can change the bundle: the workflows, the domain, and the versions of the libraries. */
function sourcesHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(projectRoot(), 'package-lock.json')))
  for (const room of ['workflows', 'domain']) {
    const folder = join(projectRoot(), room)
    const files = readdirSync(folder, { recursive: true }).map(String).sort()
    for (const file of files.filter((name) => name.endsWith('.ts')))
      hash.update(file).update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 32)
}
