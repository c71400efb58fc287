// All cases of the table, as API, sweep, rebuild, follower and feed read them.

import type { Manifest, SearchAttributeType } from '../../workflows/manifest'
import type { Case } from './case'
import * as table from './table'

export const CASES: readonly Case[] = Object.values(table)

export const MANIFESTS: readonly Manifest[] = CASES.map(({ manifest }) => manifest)

/** The search attributes of all cases, once each; a namespace must know them before a run sets one. */
export function searchAttributes(
  cases: readonly Case[] = CASES,
): { name: string; type: SearchAttributeType }[] {
  const byName = new Map(cases.flatMap(({ manifest }) => Object.entries(manifest.searchAttributes)))
  return [...byName].map(([name, type]) => ({ name, type }))
}
