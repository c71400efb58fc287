// Runs under way outlive a change of the code: today's workflows replay the histories of yesterday's runs.

import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker'
import { bundledWorkflows } from '../support/workflow-bundle'
import { installQuietRuntime } from '../support/quiet-runtime'
import { recordHistories } from './record'
import { savedHistories } from './saved'

beforeAll(async () => {
  if (process.env['KCS_RECORD_HISTORIES'] === '1') await recordHistories()
  // What the library says of rejected histories is what the second test is for.
  else installQuietRuntime('OFF')
}, 180_000)

/** Replays all kept histories; returns what came of each. */
async function replay(code: string): Promise<Record<string, string>> {
  const results: Record<string, string> = {}
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { code } },
    savedHistories(),
  ))
    results[workflowId] = error ? error.name : 'replayed'
  return results
}

test('the workflows replay every kept history', async () => {
  const results = await replay(await bundledWorkflows())
  expect(Object.keys(results).length).toBeGreaterThanOrEqual(10)
  expect(results).toEqual(Object.fromEntries(Object.keys(results).map((name) => [name, 'replayed'])))
})

test('a careless change of the workflows is rejected by every kept history', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./fixtures/changed-workflows'),
    logger: new DefaultLogger('WARN'),
  })
  const results = await replay(code)
  expect(Object.keys(results).length).toBeGreaterThanOrEqual(10)
  expect(new Set(Object.values(results))).toEqual(new Set(['DeterminismViolationError']))
})
