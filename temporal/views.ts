// What Temporal says of runs, and of itself.

import { type Calls, flowKey } from './calls'
import { unlessGone } from './faults'
import type { RunUnderWay, TemporalRuns } from './runs'

const REACHABLE_WITHIN_MS = 2_000

/** The server sets this attribute when the tasks of a workflow fail one after the other, and removes it when one succeeds. */
const PROBLEMS = 'TemporalReportedProblems'

/** The part of the port that only reads. */
export function viewsOf({
  client,
  call,
  manifestOf,
  handleOf,
}: Calls): Pick<TemporalRuns, 'describe' | 'reachable' | 'underWay' | 'failing' | 'identity'> {
  const { namespace } = client.options

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
      const { executions, nextPageToken } = await call(() =>
        client.workflowService.listWorkflowExecutions({
          namespace,
          query: runningOf(manifest.name),
          pageSize: limit,
          ...(page === null ? {} : { nextPageToken: Buffer.from(page, 'base64') }),
        }),
      )
      return {
        runs: executions.map((run) => runUnderWay(run, manifest.workflowId(''))),
        next: nextPageToken?.length ? Buffer.from(nextPageToken).toString('base64') : null,
      }
    },

    async failing(name, limit) {
      const manifest = manifestOf(name)
      const { namespaceInfo } = await call(() => client.workflowService.describeNamespace({ namespace }))
      if (!namespaceInfo?.capabilities?.reportedProblemsSearchAttribute) return null
      const query = `${runningOf(manifest.name)} AND ${PROBLEMS} IS NOT NULL`
      const { executions } = await call(() =>
        client.workflowService.listWorkflowExecutions({ namespace, query, pageSize: limit }),
      )
      return executions.map((run) => runUnderWay(run, manifest.workflowId('')))
    },

    async identity() {
      const [{ clusterId }, { namespaceInfo }] = await Promise.all([
        call(() => client.workflowService.getClusterInfo({})),
        call(() => client.workflowService.describeNamespace({ namespace })),
      ])
      return `${clusterId}/${namespaceInfo?.id ?? ''}`
    },
  }
}

const runningOf = (flow: string) => `${flowKey.name} = '${flow}' AND ExecutionStatus = 'Running'`

/** The instant that a schedule adds to the id of each run that it starts. */
const STAMP = /-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** A run as Temporal lists it. */
type Listed = Awaited<
  ReturnType<Calls['client']['workflowService']['listWorkflowExecutions']>
>['executions'][number]

function runUnderWay({ execution, startTime, searchAttributes }: Listed, prefix: string): RunUnderWay {
  const problems = searchAttributes?.indexedFields?.[PROBLEMS]?.data
  return {
    subject: execution!.workflowId!.slice(prefix.length).replace(STAMP, ''),
    startedAt: new Date(Number(startTime?.seconds ?? 0) * 1000),
    failing: problems ? causeOf(JSON.parse(Buffer.from(problems).toString()) as string[] | string) : null,
  }
}

/** Of `category=WorkflowTaskFailed` and `cause=WorkflowTaskFailedCauseNonDeterministicError` what says most. */
function causeOf(problems: string[] | string): string {
  const named = [problems].flat()
  const cause = named.find((problem) => problem.startsWith('cause=')) ?? named[0] ?? ''
  return cause.replace(/^\w+=(WorkflowTask(Failed|TimedOut)Cause)?/, '')
}
