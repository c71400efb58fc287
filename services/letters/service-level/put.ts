// Saying in what time offices are to do what: a new service level, or another text of one that is there.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { LevelText, ServiceLevel } from '../../../domain/letters/service-level/level'
import { withLevelText } from '../../../domain/letters/service-level/level'
import { noteBy } from '../../access/audit/note'
import { type Caller, requireRole, requireRoleErrors } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { soundLevelText, soundLevelTextErrors } from './text'
import { type LevelProblem, problemsOfLevel } from './problems'

export const putServiceLevelErrors = [
  'not-found',
  'if-match-missing',
  'version-stale',
  'exists-already',
  'history-full',
  'levels-too-many',
  ...soundLevelTextErrors,
  ...requireRoleErrors,
] as const satisfies readonly ErrorCode[]

/** So many levels at most: each letter reads those that hold. */
export const MOST_LEVELS = 500

export interface NewLevel
  extends Pick<ServiceLevel, 'id' | 'name' | 'nameMl'>,
    Omit<LevelText, 'version' | 'from'> {
  /** Null for now. */
  from: Date | null
  /** The version that the change was made for; null for a level that is new. */
  version: number | null
}

export interface SavedLevel {
  level: ServiceLevel
  created: boolean
  /** What is odd about it; it is saved all the same. */
  problems: LevelProblem[]
}

type Deps = Pick<ServiceDeps, 'repositories' | 'shortClocks'>

/**
 * By the State's administrator. Letters accepted before keep their times. Throws KcsError `forbidden`, `not-found`,
 * `if-match-missing` for a level that is there already, `version-stale`, `exists-already` where two make it at once,
 * `history-full`, `levels-too-many`, and as soundLevelText: `effective-in-past`, `span-invalid`, `clock-term-invalid`,
 * `clock-too-short`, `level-equal`.
 */
export async function putServiceLevel(
  deps: Deps,
  caller: Caller,
  { id, version, name, nameMl, ...newText }: NewLevel,
  now: Date,
): Promise<SavedLevel> {
  requireRole(caller, ['admin'])
  const { serviceLevels } = deps.repositories
  const before = await serviceLevels.byId(id)
  if (version === null) {
    if (before) throw new KcsError('if-match-missing')
    const text = await soundLevelText(deps, id, newText, now)
    await requireRoom(deps)
    const made = { id, name, nameMl, ...text, version: 1, earlier: [] }
    const level = await serviceLevels.add(made, noteBy(caller, 'level-added', now))
    return { level, created: true, problems: await problemsOfLevel(deps, level, now) }
  }
  if (!before) throw new KcsError('not-found')
  if (before.version !== version) throw new KcsError('version-stale')
  const text = await soundLevelText(deps, id, newText, now, before)
  const edit = (level: ServiceLevel): ServiceLevel => withLevelText(level, { name, nameMl }, text, now)
  const level = await serviceLevels.change(id, version, edit, noteBy(caller, 'level-changed', now))
  return { level, created: false, problems: await problemsOfLevel(deps, level, now) }
}

async function requireRoom({ repositories }: Deps): Promise<void> {
  if ((await repositories.serviceLevels.count()) >= MOST_LEVELS)
    throw new KcsError('levels-too-many', { detail: `There are ${MOST_LEVELS}.` })
}
