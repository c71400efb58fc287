// What a registered flow is; workers and the API read the same manifests.

import type { Role } from '../domain/access/account/roles'

export type SearchAttributeType = 'KEYWORD' | 'INT' | 'DATETIME'

export interface FlowManifest {
  /** Name under `/v1/flows/<name>`; also the folder of the case. */
  name: string
  /** Name of the exported workflow function. */
  workflowType: string
  taskQueue: string
  /** The id of the run for a subject (a dispatch, an endpoint…); a repeated start meets the same id. */
  workflowId(subject: string): string
  /** Whether a subject may have another run after one has ended; else a run is for ever. */
  repeats: boolean
  /** The one argument the workflow is started with. */
  startArgument(subject: string): unknown
  signals: readonly string[]
  queries: readonly string[]
  /** Search attributes it sets, with their types. */
  searchAttributes: Readonly<Record<string, SearchAttributeType>>
  /** Roles that may start it or signal it through the generic interface. */
  mayStart: readonly Role[]
  maySignal: readonly Role[]
}
