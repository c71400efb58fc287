// Groups with all that they contain, read level by level.

import { groupsNamedIn } from '../../../domain/directory/group/compile'
import { definitionAt, type Group } from '../../../domain/directory/group/group'

/** Returns the groups and those that they contain as of the instant, by id; those that are not there are left out. */
export async function loadGroups<G extends Pick<Group, 'definitions' | 'until'>>(
  ids: readonly string[],
  at: Date,
  read: (ids: string[]) => Promise<ReadonlyMap<string, G>>,
): Promise<Map<string, G>> {
  const groupsById = new Map<string, G>()
  const requested = new Set<string>()
  for (let open = [...new Set(ids)]; open.length > 0; ) {
    for (const id of open) requested.add(id)
    const level = await read(open)
    for (const [id, group] of level) groupsById.set(id, group)
    const namedGroups = [...level.values()].flatMap((group) => {
      const definition = definitionAt(group, at)
      return definition ? groupsNamedIn(definition.rule) : []
    })
    open = [...new Set(namedGroups)].filter((id) => !requested.has(id))
  }
  return groupsById
}
