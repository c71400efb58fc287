// Live news for the portal: one follower of the database per process, handed on to those who may hear it.

import type { Logger } from 'pino'
import type { FeedEvent } from '../database/letters/feed/repository'
import type { Repositories } from '../database'

const RETRY_MS = 2_000

export interface Feed {
  /** Calls `tell` for each event from now on, until the returned function is called; `ended` when the process stops. */
  listen(tell: (event: FeedEvent) => void, ended: () => void): () => void
  stop(): Promise<void>
}

/** Follows the events while someone listens, and begins again after a fault; the screens read what was missed. */
export function createFeed(events: Pick<Repositories['feed'], 'follow'>, logger: Logger): Feed {
  const listeners = new Set<{ tell: (event: FeedEvent) => void; ended: () => void }>()
  let following: { stop(): Promise<void> } | null = null
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  const begin = (): void => {
    if (following || stopped || listeners.size === 0) return
    const current = events.follow(
      (event) => {
        for (const { tell } of listeners) tell(event)
      },
      (error) => {
        logger.warn({ err: error }, 'the feed broke off; it begins again')
        if (following === current) following = null
        current.stop().catch(() => undefined)
        clearTimeout(retry)
        retry = setTimeout(begin, RETRY_MS)
        retry.unref()
      },
    )
    following = current
  }

  return {
    listen(tell, ended) {
      const listener = { tell, ended }
      if (stopped) ended()
      else listeners.add(listener)
      begin()
      return () => listeners.delete(listener)
    },
    async stop() {
      stopped = true
      clearTimeout(retry)
      for (const { ended } of listeners) ended()
      listeners.clear()
      await following?.stop().catch(() => undefined)
      following = null
    },
  }
}
