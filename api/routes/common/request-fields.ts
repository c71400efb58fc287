// Reading fields of requests that may be left out.

/** The instant of a field; null where it is left out or null. */
export function instantOf(text: string | null | undefined): Date | null {
  return text === undefined || text === null ? null : new Date(text)
}

type Present<T> = { [Name in keyof T]: Exclude<T[Name], undefined> }

/** Only the fields that are there: a field that is left out stays as it is. */
export function presentFields<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
}
