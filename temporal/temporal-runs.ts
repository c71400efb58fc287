// The port `runs` over Temporal's client.

import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common'
import { KcsError } from '../domain/common/error'
import type { Manifest } from '../workflows/manifest'
import { asUnavailable, unlessGone } from './faults'
import type { TemporalRuns } from './runs'

const flowKey = defineSearchAttributeKey('KcsFlow', 'KEYWORD')

export interface RunsOptions {
  manifests: readonly Manifest[]
  /** Longest time of one call. */
  deadlineMs?: number
}

const REACHABLE_WITHIN_MS = 2_000

/** Makes the port. The client's connection may be lazy: nothing is called before the first use. */
export function createTemporalRuns(
  client: Client,
  { manifests, deadlineMs = 5_000 }: RunsOptions,
): TemporalRuns {
  const byName = new Map<string, Manifest>(manifests.map((manifest) => [manifest.name, manifest]))
  const manifestOf = (name: string): Manifest => {
    const manifest = byName.get(name)
    if (!manifest) throw new KcsError('flow-unknown')
    return manifest
  }
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + deadlineMs, work)
    } catch (error) {
      throw asUnavailable(error)
    }
  }
  const handleOf = (name: string, subject: string) =>
    client.workflow.getHandle(manifestOf(name).workflowId(subject))

  const relaySignal: TemporalRuns['relaySignal'] = (name, subject, signal, args) => {
    const handle = handleOf(name, subject)
    return unlessGone(() => call(() => handle.signal(signal, ...args)).then(() => true), false)
  }
  const relayQuery = <Result>(name: string, subject: string, query: string): Promise<Result | null> => {
    const handle = handleOf(name, subject)
    return unlessGone(() => call(() => handle.query<Result>(query)), null)
  }

  return {
    async start(name, subject, turn) {
      const manifest = manifestOf(name)
      try {
        await call(() =>
          client.workflow.start(manifest.workflowType, {
            ...startOptions(manifest, subject),
            ...(turn && { priority: { priorityKey: turn.priority, fairnessKey: turn.sharedBy } }),
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        )
      } catch (error) {
        // It ran and ended; what it had to do is done.
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
      }
      return { workflowId: manifest.workflowId(subject) }
    },

    signal: async (name, subject, signal, ...args) => relaySignal(name, subject, signal, args),

    async signalWithStart(name, subject, signal, ...args) {
      const manifest = manifestOf(name)
      await call(() =>
        client.workflow.signalWithStart(manifest.workflowType, {
          ...startOptions(manifest, subject),
          signal,
          signalArgs: args as unknown[],
        }),
      )
    },

    query: async (name, subject, query) => relayQuery(name, subject, query),
    relaySignal: async (...call) => relaySignal(...call),
    relayQuery: async (...call) => relayQuery<unknown>(...call),

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

    async startAgain(name, subject) {
      const manifest = manifestOf(name)
      await call(() =>
        client.workflow.start(manifest.workflowType, {
          ...startOptions({ ...manifest, repeats: true }, subject),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      )
    },

    async terminate(name, subject, reason) {
      const handle = handleOf(name, subject)
      await unlessGone(() => call(() => handle.terminate(reason)), undefined)
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

function startOptions(manifest: Manifest, subject: string) {
  return {
    taskQueue: manifest.taskQueue,
    workflowId: manifest.workflowId(subject),
    args: [manifest.startArgument(subject)],
    staticSummary: `${manifest.name} ${subject}`,
    typedSearchAttributes: new TypedSearchAttributes([{ key: flowKey, value: manifest.name }]),
    workflowIdReusePolicy: manifest.repeats
      ? ('ALLOW_DUPLICATE' as const)
      : ('ALLOW_DUPLICATE_FAILED_ONLY' as const),
  }
}
