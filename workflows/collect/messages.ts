// What a run of a collection is started with; nobody speaks to it, for it ends within minutes.

import type { Mechanism } from '../../domain/letters/systems'

export interface CollectInput {
  endpointId: string
  /** On whose task queue it works; null where whoever started it did not look: then near the workflow. */
  mechanism: Mechanism | null
  /** At the word of somebody: a wait after a fault ends. */
  atOnce: boolean
}

declare module '../manifest' {
  interface CaseMessages {
    collect: { input: CollectInput; signals: Record<never, never>; queries: Record<never, never> }
  }
}
