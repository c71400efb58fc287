import type { Group, GroupDefinition } from '../../../lib/group-contract'

/** The definition that holds at an instant, the present one if none is given; null before the first begins. */
export function definitionNow(group: Group, at = new Date().toISOString()): GroupDefinition | null {
  const begun = group.definitions.filter(({ from }) => Date.parse(from) <= Date.parse(at))
  return begun.sort((one, other) => Date.parse(other.from) - Date.parse(one.from))[0] ?? null
}
