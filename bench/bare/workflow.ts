// The ceiling of Temporal itself on this machine: a workflow with one activity that does nothing.

import { proxyActivities } from '@temporalio/workflow'

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '10 seconds' })

export async function bare(): Promise<void> {
  await nothing()
}
