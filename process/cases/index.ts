// The table of cases: one line each. API, sweep, rebuild, follower and feed read it.

import type { Manifest, SearchAttributeType } from '../../workflows/manifest'
import type { Case } from './case'
import { dispatchCase } from './dispatch'
import { endpointCase } from './endpoint'

export const CASES: readonly Case[] = [dispatchCase, endpointCase]

export const MANIFESTS: readonly Manifest[] = CASES.map(({ manifest }) => manifest)

/** The search attributes of all cases, once each; a namespace must know them before a run sets one. */
export function searchAttributes(
  cases: readonly Case[] = CASES,
): { name: string; type: SearchAttributeType }[] {
  const byName = new Map(cases.flatMap(({ manifest }) => Object.entries(manifest.searchAttributes)))
  return [...byName].map(([name, type]) => ({ name, type }))
}
