// What every call to Temporal goes by: the registered case, the run of a subject, and a deadline.

import type { Client } from '@temporalio/client'
import { defineSearchAttributeKey } from '@temporalio/common'
import { KcsError } from '../domain/common/error'
import type { Manifest } from '../workflows/manifest'
import { asUnavailable } from './faults'

/** The search attribute that names the case of a run. */
export const flowKey = defineSearchAttributeKey('KcsFlow', 'KEYWORD')

export interface RunsOptions {
  manifests: readonly Manifest[]
  /** Longest time of one call. */
  deadlineMs?: number
}

export type Calls = ReturnType<typeof callsOf>

/** Calls nothing by itself. */
export function callsOf(client: Client, { manifests, deadlineMs = 5_000 }: RunsOptions) {
  const byName = new Map<string, Manifest>(manifests.map((manifest) => [manifest.name, manifest]))

  /** Throws KcsError `flow-unknown` for a case that is not registered. */
  function manifestOf(name: string): Manifest {
    const manifest = byName.get(name)
    if (!manifest) throw new KcsError('flow-unknown')
    return manifest
  }

  return {
    client,
    manifestOf,

    /** Throws KcsError `service-unavailable` when Temporal cannot be reached in time. */
    async call<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await client.withDeadline(Date.now() + deadlineMs, work)
      } catch (error) {
        throw asUnavailable(error)
      }
    },

    /** The newest run of the subject. */
    handleOf: (name: string, subject: string) =>
      client.workflow.getHandle(manifestOf(name).workflowId(subject)),
  }
}
