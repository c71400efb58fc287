// Fields that a list gives, laid over what is there.

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields without those that are undefined. */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
}

/** The row with the fields; the row itself where each of them is as before. */
export function changedBy<Row extends object>(row: Row, fields: Partial<Row>): Row {
  const names = Object.keys(fields) as (keyof Row)[]
  return names.every((name) => same(row[name], fields[name])) ? row : { ...row, ...fields }
}

/** Whether two values of fields are the same, dates and lists by what they hold. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  return JSON.stringify(one) === JSON.stringify(other)
}
