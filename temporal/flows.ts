// The port to Temporal over its client; the workers' sweep and activities use the same.

import {
  type Client,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client'
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common'
import { KcsError } from '../domain/common/error'
import type { FlowManifest } from '../workflows/manifest'
import type { Flows } from './runs'

const flowKey = defineSearchAttributeKey('KcsFlow', 'KEYWORD')

const NOT_FOUND = 5
/** gRPC's numbers for a server that cannot be reached or does not answer in time: cancelled, deadline, exhausted, unavailable. */
const PASSING = new Set([1, 4, 8, 14])

export interface FlowsOptions {
  manifests: readonly FlowManifest[]
  /** Longest time of one call. */
  deadlineMs?: number
}

/** Makes the port. The client's connection may be lazy: nothing is called before the first use. */
export function createFlows(client: Client, { manifests, deadlineMs = 5_000 }: FlowsOptions): Flows {
  const byName = new Map(manifests.map((manifest) => [manifest.name, manifest]))
  const manifestOf = (name: string): FlowManifest => {
    const manifest = byName.get(name)
    if (!manifest) throw new KcsError('flow-unknown')
    return manifest
  }
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + deadlineMs, work)
    } catch (error) {
      throw PASSING.has(grpcCode(error) ?? -1) ? unreachable(error) : error
    }
  }
  const handleOf = (manifest: FlowManifest, subject: string) =>
    client.workflow.getHandle(manifest.workflowId(subject))
  const optionsOf = (manifest: FlowManifest, subject: string) => ({
    taskQueue: manifest.taskQueue,
    workflowId: manifest.workflowId(subject),
    args: [manifest.startArgument(subject)],
    staticSummary: `${manifest.name} ${subject}`,
    typedSearchAttributes: new TypedSearchAttributes([{ key: flowKey, value: manifest.name }]),
    workflowIdReusePolicy: manifest.repeats
      ? ('ALLOW_DUPLICATE' as const)
      : ('ALLOW_DUPLICATE_FAILED_ONLY' as const),
  })

  return {
    async start(name, subject) {
      const manifest = manifestOf(name)
      const workflowId = manifest.workflowId(subject)
      try {
        await call(() =>
          client.workflow.start(manifest.workflowType, {
            ...optionsOf(manifest, subject),
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        )
      } catch (error) {
        // It ran and ended; what it had to do is done.
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
      }
      return { workflowId }
    },

    async signal(name, subject, signal, ...args) {
      const handle = handleOf(manifestOf(name), subject)
      return orIfGone(() => call(() => handle.signal(signal, ...args)).then(() => true), false)
    },

    async signalWithStart(name, subject, signal, ...args) {
      const manifest = manifestOf(name)
      await call(() =>
        client.workflow.signalWithStart(manifest.workflowType, {
          ...optionsOf(manifest, subject),
          signal,
          signalArgs: args,
        }),
      )
    },

    async query(name, subject, query) {
      const handle = handleOf(manifestOf(name), subject)
      return orIfGone(() => call(() => handle.query<unknown>(query)), null)
    },

    async describe(name, subject) {
      const handle = handleOf(manifestOf(name), subject)
      const found = await orIfGone(() => call(() => handle.describe()), null)
      return (
        found && {
          workflowId: found.workflowId,
          runId: found.runId,
          status: found.status.name.toLowerCase(),
          startedAt: found.startTime,
          closedAt: found.closeTime ?? null,
          historyEvents: found.historyLength,
        }
      )
    },

    async reachable() {
      try {
        await client.withDeadline(Date.now() + 2_000, () => client.workflowService.getSystemInfo({}))
        return true
      } catch {
        return false
      }
    },
  }
}

function unreachable(cause: unknown): KcsError {
  return new KcsError('service-unavailable', {
    detail: 'Temporal is not reachable.',
    retryAfterSeconds: 10,
    cause,
  })
}

async function orIfGone<T, F>(work: () => Promise<T>, answer: F): Promise<T | F> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return answer
    if (grpcCode(error) === NOT_FOUND) return answer
    throw error
  }
}

/** The number of a gRPC fault, also where the client has wrapped it. */
function grpcCode(error: unknown): number | null {
  if (isGrpcServiceError(error)) return error.code
  return error instanceof Error && isGrpcServiceError(error.cause) ? error.cause.code : null
}
