// The dated facts of an office: what it was as of an instant, and how a change of them is written down.

import { type Office, type OfficeFacts, spanHolds } from './office'

type Dated = OfficeFacts & Pick<Office, 'factsFrom' | 'earlier'>

/** The facts as they were at the instant; those of now where none are known to have held before. */
export function factsAt(office: Dated, at: Date): OfficeFacts {
  const piece = office.earlier.find((one) => spanHolds(one, at)) ?? office
  const { kind, department, district, path } = piece
  return { kind, department, district, path }
}

/**
 * The office with other facts from the instant on; what held before goes to `earlier`. Without a difference it returns
 * the office itself. A second change in the same instant corrects the first.
 */
export function withFacts<O extends Dated>(office: O, facts: Partial<OfficeFacts>, at: Date): O {
  const { kind, department, district, path, factsFrom, earlier } = office
  const before = { kind, department, district, path }
  const after = { ...before, ...facts }
  if (JSON.stringify(before) === JSON.stringify(after)) return office
  const begun = factsFrom === null || factsFrom < at
  const pieces = begun ? [...earlier, { ...before, from: factsFrom, until: at }] : earlier
  return { ...office, ...after, factsFrom: begun ? at : factsFrom, earlier: pieces }
}

/** The path of an office below another; null is the top. */
export function pathBelow(parent: Pick<Office, 'code' | 'path'> | null): string[] {
  return parent === null ? [] : [...parent.path, parent.code]
}
