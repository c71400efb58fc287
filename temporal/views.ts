// What Temporal says of runs, and of itself.

import { type Calls, flowKey } from './calls'
import { unlessGone } from './faults'
import type { TemporalRuns } from './runs'

const REACHABLE_WITHIN_MS = 2_000

/** The part of the port that only reads. */
export function viewsOf({
  client,
  call,
  manifestOf,
  handleOf,
}: Calls): Pick<TemporalRuns, 'describe' | 'reachable' | 'underWay' | 'identity'> {
  return {
    async describe(name, subject) {
      const handle = handleOf(name, subject)
      const run = await unlessGone(() => call(() => handle.describe()), null)
      return (
        run && {
          workflowId: run.workflowId,
          runId: run.runId,
          status: run.status.name.toLowerCase(),
          startedAt: run.startTime,
          closedAt: run.closeTime ?? null,
          historyEvents: run.historyLength,
        }
      )
    },

    async reachable() {
      try {
        await client.withDeadline(Date.now() + REACHABLE_WITHIN_MS, () =>
          client.workflowService.getSystemInfo({}),
        )
        return true
      } catch {
        return false
      }
    },

    async underWay(name, page, limit) {
      const manifest = manifestOf(name)
      const prefix = manifest.workflowId('')
      const { executions, nextPageToken } = await call(() =>
        client.workflowService.listWorkflowExecutions({
          namespace: client.options.namespace,
          query: `${flowKey.name} = '${manifest.name}' AND ExecutionStatus = 'Running'`,
          pageSize: limit,
          ...(page === null ? {} : { nextPageToken: Buffer.from(page, 'base64') }),
        }),
      )
      return {
        runs: executions.map(({ execution, startTime }) => ({
          subject: execution!.workflowId!.slice(prefix.length),
          startedAt: new Date(Number(startTime?.seconds ?? 0) * 1000),
        })),
        next: nextPageToken?.length ? Buffer.from(nextPageToken).toString('base64') : null,
      }
    },

    async identity() {
      const { namespace } = client.options
      const [{ clusterId }, { namespaceInfo }] = await Promise.all([
        call(() => client.workflowService.getClusterInfo({})),
        call(() => client.workflowService.describeNamespace({ namespace })),
      ])
      return `${clusterId}/${namespaceInfo?.id ?? ''}`
    },
  }
}
