// The dated facts of an office: what it was as of an instant, and how a change of them is written down.

import { changedBy, saidSince, withPast } from './dated'
import type { Office, OfficeFacts } from './office'

type DatedOffice = OfficeFacts & Pick<Office, 'factsFrom' | 'earlier'>

const NAMES = [
  'kind',
  'department',
  'district',
  'path',
  'calendar',
  'fitToReceive',
  'inwardSeat',
] as const satisfies readonly (keyof OfficeFacts)[]

/**
 * The facts as they were at the instant; those of now where none are known to have held before. An office that had no
 * inward seat then has the first that it was given since: who fills the hole helps the letters that wait for it, too.
 */
export function factsAt(office: DatedOffice, at: Date): OfficeFacts {
  const said = saidSince<OfficeFacts>(office, at)
  const first = <Name extends keyof OfficeFacts>(name: Name): OfficeFacts[Name] =>
    said.find((one) => (one[name] ?? null) !== null)?.[name] ?? office[name]
  return {
    kind: first('kind'),
    department: first('department'),
    district: first('district'),
    path: first('path'),
    calendar: first('calendar'),
    fitToReceive: first('fitToReceive'),
    inwardSeat: first('inwardSeat'),
  }
}

/** The office as it was at the instant, in all that is dated here. */
export function officeAt<O extends DatedOffice>(office: O, at: Date): O {
  return office.earlier.length === 0 ? office : { ...office, ...factsAt(office, at) }
}

/**
 * The office with other facts from the instant on, and other fields; the facts that held before go to `earlier`. Without
 * a difference it returns the office itself. A second change in the same instant corrects the first.
 */
export function withFacts<O extends DatedOffice>(office: O, fields: Partial<NoInfer<O>>, at: Date): O {
  return withPast<OfficeFacts, O>(NAMES, office, changedBy(office, fields), at)
}

/** The path of an office below another; null is the top. */
export function pathBelow(parent: Pick<Office, 'code' | 'path'> | null): string[] {
  return parent === null ? [] : [...parent.path, parent.code]
}
