// What runs in the workflow sandbox.

import { bundleWorkflows } from '../../workers/bundle'

/** The modules of the bundle, by the paths webpack names them with. */
let modules: string[]

beforeAll(async () => {
  const code = await bundleWorkflows()
  modules = [...code.matchAll(/^\/\*{3}\/ "(\.\/[^"]+)"/gm)].map(([, path = '']) => path)
}, 120_000)

test('the bundle holds every workflow, and of our rooms only workflows and domain', () => {
  expect(modules).toEqual(
    expect.arrayContaining(['./workflows/dispatch/workflow.ts', './workflows/endpoint/workflow.ts']),
  )
  const rooms = modules.filter((path) => !path.includes('node_modules')).map((path) => path.split('/')[1]!)
  expect([...new Set(rooms)].sort()).toEqual(['domain', 'workflows'])
})

test('of the packages it holds the Temporal SDK and what that brings: no zod, no Mongoose, no built-in of Node', () => {
  const packages = modules.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
  expect([...new Set(packages)].sort()).toEqual([
    '@temporalio/common',
    '@temporalio/workflow',
    'long',
    'ms',
    'nexus-rpc',
  ])
})
