// What a registered case is, and how its runs are spoken to. Processes, API and duties read the same manifests.

import type { Role } from '../domain/access/account/roles'

export type SearchAttributeType = 'KEYWORD' | 'INT' | 'DATETIME'

/**
 * The messages of every case by its name: `input` (what a run is started with), `signals` (name → arguments) and
 * `queries` (name → answer). `<case>/messages.ts` adds its own, so that senders are checked by type.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- its members stand in the folders of the cases
export interface CaseMessages {}

export type CaseName = keyof CaseMessages
export type InputOf<Name extends CaseName> = CaseMessages[Name]['input']
export type SignalOf<Name extends CaseName> = keyof CaseMessages[Name]['signals'] & string
/** The arguments of a signal; empty for one that says all by its name. */
export type SignalArguments<
  Name extends CaseName,
  Signal extends SignalOf<Name>,
> = CaseMessages[Name]['signals'][Signal] extends infer Arguments extends unknown[] ? Arguments : never
export type QueryOf<Name extends CaseName> = keyof CaseMessages[Name]['queries'] & string
export type QueryAnswer<
  Name extends CaseName,
  Query extends QueryOf<Name>,
> = CaseMessages[Name]['queries'][Query]

export interface Manifest {
  /** Name under `/v1/flows/<name>`; also the folder of the case. */
  name: CaseName
  /** Name of the exported workflow function. */
  workflowType: string
  taskQueue: string
  /** The id of the run for a subject (a dispatch, an endpoint…); a repeated start meets the same id. */
  workflowId(subject: string): string
  /** Whether a subject may have another run after one has ended; else a subject has one run only. */
  repeats: boolean
  /** The one argument the workflow is started with. */
  startArgument(subject: string): unknown
  signals: readonly string[]
  /** Of these, what a person may say by the generic interface; the others are words of workers and services alone. */
  offered: readonly string[]
  queries: readonly string[]
  /** Search attributes it sets, with their types. */
  searchAttributes: Readonly<Record<string, SearchAttributeType>>
  /** Roles that may start it or signal it through the generic interface. */
  mayStart: readonly Role[]
  maySignal: readonly Role[]
}

/** The manifest of one case: its names and its input are those of its messages. */
export interface ManifestOf<Name extends CaseName> extends Manifest {
  name: Name
  startArgument(subject: string): InputOf<Name>
  signals: readonly SignalOf<Name>[]
  offered: readonly SignalOf<Name>[]
  queries: readonly QueryOf<Name>[]
}
