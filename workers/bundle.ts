// Bundles the workflows at build time, so that a worker starts at once and runs what was tested.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleWorkflowCode } from '@temporalio/worker'

/** The bundle beside the built rooms. */
export const BUNDLE_PATH = join(__dirname, '..', 'workflow-bundle.js')

/** Bundles `workflows/index` as it lies beside this room, built or as source. */
export async function bundleWorkflows(): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('../workflows') })
  return code
}

if (require.main === module) void bundleWorkflows().then((code) => writeFileSync(BUNDLE_PATH, code))
