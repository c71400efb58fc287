// Ending a service level: from a day on it holds for no letter any more.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { requireEnd } from '../../../domain/directory/office/changes'
import { type ServiceLevel, withEnd } from '../../../domain/letters/service-level/level'
import { noteBy } from '../../access/audit/note'
import { type Caller, requireRole, requireRoleErrors } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const endServiceLevelErrors = [
  'not-found',
  'version-stale',
  'effective-in-past',
  'span-invalid',
  'history-full',
  ...requireRoleErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By the State's administrator; the text stays as it is until the instant, or until now. Letters accepted before keep their times,
 * and others have the level that is next for them. Throws KcsError `forbidden`, `not-found`, `version-stale`, `span-invalid` for
 * one that ends sooner already, `effective-in-past` for one that has ended.
 */
export async function endServiceLevel(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { id, version, until: ends }: { id: string; version: number; until: Date | null },
  now: Date,
): Promise<ServiceLevel> {
  requireRole(caller, ['admin'])
  const until = ends ?? now
  const edit = (level: ServiceLevel): ServiceLevel => {
    requireEnd(level.until, until, now)
    if (level.until?.getTime() === until.getTime()) return level
    if (level.until !== null && level.until < until)
      throw new KcsError('span-invalid', { detail: 'It ends sooner already: set it anew, with another end.' })
    return withEnd(level, until, now)
  }
  return repositories.serviceLevels.change(id, version, edit, noteBy(caller, 'level-ended', now))
}
