// What is odd about a service level; it is saved all the same.

import type { Repositories } from '../../../database'
import type { ServiceLevel } from '../../../domain/letters/service-level/level'

export const LEVEL_PROBLEMS = ['office-kind-unknown'] as const

export interface LevelProblem {
  kind: (typeof LEVEL_PROBLEMS)[number]
  value: string
}

/** Kinds of offices of which there is none: the level would wait for one. There is no list of subject codes to look them up in. */
export async function problemsOfLevel(
  { repositories }: { repositories: Pick<Repositories, 'offices'> },
  { when: { officeKinds = [] }, from }: Pick<ServiceLevel, 'when' | 'from'>,
  now: Date,
): Promise<LevelProblem[]> {
  const at = from > now ? from : now
  const counts = await Promise.all(
    officeKinds.map((kind) => repositories.offices.holdsOffice({ where: { kinds: [kind] } }, at)),
  )
  return officeKinds
    .filter((_, index) => !counts[index])
    .map((value) => ({ kind: 'office-kind-unknown', value }))
}
