import { definitionAt } from '../../../../domain/directory/group/group'
import type { Group, GroupDefinition } from '../../../contract/directory'

/** The definition that holds at an instant, now by default. A group that has ended still shows what it was. */
export function definitionNow(group: Group, at = new Date().toISOString()): GroupDefinition | null {
  const definitions = group.definitions.map((definition) => ({ from: new Date(definition.from), definition }))
  return definitionAt({ definitions, until: null }, new Date(at))?.definition ?? null
}
