// What duties are given, with what they log on record.

import type { Repositories } from '../../database'
import { runsWithoutSoon } from '../../process/runs'
import type { DutyDeps } from '../../services/operations/duty/case'
import type { TemporalRuns } from '../../temporal/runs'

export interface Noted {
  fields: Record<string, unknown>
  text: string
}

/** Duties' world; `noted` gets each line that they log. */
export function dutyDeps(
  { repositories, runs }: { repositories: Repositories; runs: TemporalRuns },
  noted: Noted[] = [],
): DutyDeps {
  const note = (fields: object, text: string): void =>
    void noted.push({ fields: fields as Noted['fields'], text })
  return { repositories, runs: runsWithoutSoon(runs), log: { info: note, warn: note } }
}
