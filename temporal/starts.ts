// Starting runs, each once for its subject.

import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Manifest } from '../workflows/manifest'
import { type Calls, flowKey } from './calls'
import type { TemporalRuns } from './runs'

/** The part of the port that starts runs. */
export function startsOf({
  client,
  call,
  manifestOf,
}: Calls): Pick<TemporalRuns, 'start' | 'startAgain' | 'signalWithStart'> {
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

    async startAgain(name, subject) {
      const manifest = manifestOf(name)
      await call(() =>
        client.workflow.start(manifest.workflowType, {
          ...startOptions({ ...manifest, repeats: true }, subject),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      )
    },

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
