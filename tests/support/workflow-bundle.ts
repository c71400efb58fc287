// The bundle of the workflows as they lie in the tree, made once for all tests.

import { readFileSync, writeFileSync } from 'node:fs'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { fromShelf } from './shelf'

const WORKFLOWS = { name: 'workflows', rooms: ['workflows', 'domain'], ending: '.ts' }

/** The code. */
export async function bundledWorkflows(): Promise<string> {
  const path = await fromShelf(WORKFLOWS, async (draft) => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: require.resolve('../../workflows'),
      logger: new DefaultLogger('WARN'),
    })
    writeFileSync(draft, code)
  })
  return readFileSync(path, 'utf8')
}
