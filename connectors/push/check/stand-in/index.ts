// Stands in for KCS while an agent is checked: for one that is called and one that comes for its letters.

import { type Callbacks, callbacksPart } from './callbacks'
import { type Documents, documentsPart } from './documents'
import { type Inwards, inwardsPart } from './inwards'
import { type Own, ownPart } from './own'
import { type Served, serveParts } from './server'

export type { Giving } from './documents'

/** What an agent that is called calls itself: documents, call-backs, and who it is. */
export type CallbackStandIn = Served & Documents & Callbacks & Own

/** What an agent that comes for its letters calls: letters and their documents. */
export type PullStandIn = Served & Documents & Inwards

/** Serves on the port of 127.0.0.1; 0 takes a free one. Call-backs are judged by the secret and the endpoint. */
export async function openCallbackStandIn(
  port: number,
  { key, ...proof }: { key: string; secret: string; endpoint: string },
): Promise<CallbackStandIn> {
  const { documents, part } = documentsPart()
  const { callbacks, part: hearing } = callbacksPart(proof)
  const { own, part: telling } = ownPart()
  return Object.assign(own, await serveParts(port, key, [part, hearing, telling]), documents, callbacks)
}

/** Serves on the port of 127.0.0.1; 0 takes a free one. Whoever shows the key may fetch. */
export async function openPullStandIn(port: number, key: string): Promise<PullStandIn> {
  const { documents, part } = documentsPart()
  const { inwards, part: giving } = inwardsPart()
  return Object.assign(await serveParts(port, key, [part, giving]), documents, inwards)
}
