// Fields that a row of a list sets, laid over what is there.

type Set<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields without those that are undefined. */
export function setFields<T extends object>(fields: T): Set<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Set<T>
}

/** The thing with the fields; the thing itself where each of them is as before. */
export function changedBy<Thing extends object>(thing: Thing, fields: Partial<Thing>): Thing {
  const names = Object.keys(fields) as (keyof Thing)[]
  return names.every((name) => same(thing[name], fields[name])) ? thing : { ...thing, ...fields }
}

/** Whether two values of fields are the same, dates and lists by what they hold. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  return JSON.stringify(one) === JSON.stringify(other)
}
