// All registered cases: one line each.

import { dispatchManifest } from './dispatch/manifest'
import { endpointManifest } from './endpoint/manifest'
import type { Manifest, SearchAttributeType } from './manifest'

export const MANIFESTS: readonly Manifest[] = [dispatchManifest, endpointManifest]

/** The search attributes of all registered flows, once each; a namespace must know them before a run sets one. */
export function searchAttributes(): { name: string; type: SearchAttributeType }[] {
  const byName = new Map(MANIFESTS.flatMap((manifest) => Object.entries(manifest.searchAttributes)))
  return [...byName].map(([name, type]) => ({ name, type }))
}
