// Changes what a group is, from an instant on; letters accepted before keep their list.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Group, GroupDefinition } from '../../../domain/directory/group/group'
import { requireNotPast } from '../../../domain/directory/office/changes'
import { noteBy } from '../../access/audit/note'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { define, defineErrors, type NewDefinition, requireKeeper, requireKeeperErrors } from './define'

export const changeGroupErrors = [
  'not-found',
  'version-stale',
  'history-full',
  'effective-in-past',
  ...requireKeeperErrors,
  ...defineErrors,
] as const satisfies readonly ErrorCode[]

export interface GroupChange extends Pick<Group, 'id' | 'name' | 'nameMl' | 'until'>, NewDefinition {
  /** The version that the change was made for. */
  version: number
}

/**
 * By the head of the office that keeps it. Throws KcsError `not-found`, `not-office-head`, `version-stale`,
 * `effective-in-past`, and those of rules of groups.
 */
export async function changeGroup(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: GroupChange,
  now: Date,
): Promise<Group> {
  const { id, version, name, nameMl, until } = input
  const before = await repositories.groups.byId(id)
  if (!before) throw new KcsError('not-found')
  await requireKeeper(repositories, caller, before.office)
  const definition = await define(repositories, id, input, now)
  if (until !== null && until.getTime() !== before.until?.getTime()) requireNotPast(until, now)
  const edit = (group: Group): Group => ({
    ...group,
    name,
    nameMl,
    until,
    definitions: withDefinition(group.definitions, definition, now),
  })
  return repositories.groups.change(id, version, edit, noteBy(caller, 'group-changed', now))
}

/** What the group has been stays; a definition that has not begun is replaced. */
function withDefinition(
  definitions: readonly GroupDefinition[],
  added: GroupDefinition,
  now: Date,
): GroupDefinition[] {
  const earlier = definitions.filter(({ from }) => from <= now && from < added.from)
  const last = earlier[earlier.length - 1]
  const same = last !== undefined && textOf(last) === textOf(added)
  return same ? earlier : [...earlier, added]
}

function textOf({ reach, rule }: GroupDefinition): string {
  return JSON.stringify({ reach, rule })
}
