// A row of the table of cases: all that the house must know of a case to run it.

import type { z } from 'zod'
import type { ApiCase } from '../../api/cases'
import type { CaseDuties } from '../../services/operations/duty/case'
import type { WorkerCase } from '../../workers/case.worker'
import type { CaseName, InputOf, ManifestOf, SignalArguments, SignalOf } from '../../workflows/manifest'

/** As API, duties and workers read it. */
export type Case = ApiCase & CaseDuties & WorkerCase

/** As the case itself writes it: the schemas give the types that its messages have. */
export type CaseOf<Name extends CaseName> = Case & {
  name: Name
  manifest: ManifestOf<Name>
  input: z.ZodType<InputOf<Name>>
  signals: { readonly [Signal in SignalOf<Name>]: ArgumentSchema<SignalArguments<Name, Signal>> }
}

type ArgumentSchema<Arguments extends unknown[]> = Arguments extends [infer Argument]
  ? z.ZodType<Argument>
  : null
