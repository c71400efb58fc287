// Between our words and those of a filing system, by one table for both directions.

/** Our word for one of theirs. Their schema has read it, so the table has it. */
export function ourWord<Ours extends string>(table: Readonly<Record<Ours, string>>, theirs: string): Ours {
  return (Object.keys(table) as Ours[]).find((ours) => table[ours] === theirs)!
}

/** Their word for one of ours; a word that the table does not have, as it is. */
export function theirWord(table: Readonly<Record<string, string>>, ours: string): string {
  return Object.hasOwn(table, ours) ? table[ours]! : ours
}

/** The member, where it has a value. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [N in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [N in Name]?: Value }
}
