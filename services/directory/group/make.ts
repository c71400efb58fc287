// Making a group of recipients.

import type { ErrorCode } from '../../../domain/common/error'
import type { Group } from '../../../domain/directory/group/group'
import { noteBy } from '../../access/audit/note'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { define, defineErrors, type NewDefinition, requireKeeper, requireKeeperErrors } from './define'

export const makeGroupErrors = [
  'exists-already',
  ...requireKeeperErrors,
  ...defineErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By the head of the office that keeps it. The id is the key: a repeat throws KcsError `exists-already`. Throws also
 * `office-unknown`, `not-office-head`, `effective-in-past`, and those of rules of groups.
 */
export async function makeGroup(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: Pick<Group, 'id' | 'name' | 'nameMl' | 'office'> & NewDefinition,
  now: Date,
): Promise<Group> {
  const { id, name, nameMl, office } = input
  await requireKeeper(repositories, caller, office)
  const definition = await define(repositories, id, input, now)
  const group: Group = { id, name, nameMl, office, definitions: [definition], until: null, version: 1 }
  return repositories.groups.add(group, noteBy(caller, 'group-added', now))
}
