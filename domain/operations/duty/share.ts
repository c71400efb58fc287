// Who does which part of a duty: the parts are dealt out to the workers that live, one after the other.

/** One part of a duty that one worker does at a time. */
export interface Unit {
  duty: string
  part: number
}

/** The id of a unit, under which it is leased. */
export function unitId({ duty, part }: Unit): string {
  return `${duty}/${part}`
}

/** The units of one of the living workers. All workers come to the same result; each unit is dealt to one of them. */
export function shareOf(units: readonly Unit[], workers: readonly string[], worker: string): Unit[] {
  const living = [...new Set([...workers, worker])].sort()
  const place = living.indexOf(worker)
  return units.filter((_unit, i) => i % living.length === place)
}
