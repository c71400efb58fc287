// Live updates: follows the stream of a seat and makes the queries it touches load again.

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { query } from './http'
import { keys } from './keys'
import { recount, reloadTapal, shownAsOf } from './tapal-cache'

export type LiveState = 'live' | 'waiting'

/** How long changes are gathered before the screen loads again, so that a burst of events is one load. */
const GATHER_MS = 250
/** How often the screen loads again while the stream is broken. */
const POLL_MS = 10_000
const REOPEN_MS = 3_000

/** Keeps the screen of a seat current: by the stream while the tab is seen, by asking again while it is broken. */
export function useLive(seat: string | null): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('waiting')
  useEffect(() => follow(client, seat, setState), [client, seat])
  return state
}

function follow(client: QueryClient, seat: string | null, tell: (state: LiveState) => void): () => void {
  let source: EventSource | null = null
  let reopen: ReturnType<typeof setTimeout> | undefined
  let broken = false
  const touch = gatherer(client)
  const poll = setInterval(() => {
    if (broken && !document.hidden) touch.all()
  }, POLL_MS)

  const close = () => {
    source?.close()
    source = null
    clearTimeout(reopen)
  }
  const open = () => {
    close()
    source = new EventSource(`/v1/stream${query({ seat: seat ?? undefined })}`)
    source.onopen = () => {
      // What happened while it was broken was not heard.
      if (broken) touch.all()
      broken = false
      tell('live')
    }
    source.onerror = () => {
      broken = true
      tell('waiting')
      // The browser tries again by itself unless it was refused.
      if (source?.readyState === EventSource.CLOSED) reopen = setTimeout(open, REOPEN_MS)
    }
    source.addEventListener('tapal', (event: MessageEvent<string>) => {
      const news = JSON.parse(event.data) as TapalNews
      touch.tapal(news)
      touch.these(['sent'], ['notices'], keys.trace(news.dispatchId))
    })
    source.addEventListener('dispatch', (event: MessageEvent<string>) => {
      const { id } = JSON.parse(event.data) as { id: string }
      touch.these(['sent'], keys.trace(id))
    })
  }
  // A hidden tab holds no connection: browsers allow six per server over plain HTTP.
  const onVisibility = () => {
    if (document.hidden) close()
    else {
      broken = true
      open()
    }
  }
  document.addEventListener('visibilitychange', onVisibility)
  if (!document.hidden) open()
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    clearInterval(poll)
    touch.stop()
    close()
  }
}

/** Of so many tapals at once the rows are loaded one by one; of more the lists are loaded. */
const ROWS_AT_ONCE = 5

interface TapalNews {
  id: string
  dispatchId: string
  sequence: number
}

/** Loads what changed: of tapals that are shown the rows, unless they are shown as they are now; else the lists. */
function loadChanged(client: QueryClient, news: readonly TapalNews[]): void {
  const older = news.filter(({ id, sequence }) => (shownAsOf(client, id) ?? 0) < sequence)
  if (older.length === 0) return
  recount(client)
  const isShown = ({ id }: TapalNews) => shownAsOf(client, id) !== null
  if (older.length <= ROWS_AT_ONCE && older.every(isShown)) {
    for (const { id } of older) void reloadTapal(client, id).catch(() => undefined)
    return
  }
  void client.invalidateQueries({ queryKey: ['inbox'] })
  for (const { id } of older) void client.invalidateQueries({ queryKey: keys.tapal(id) })
}

function gatherer(client: QueryClient) {
  let pendingKeys = new Map<string, readonly unknown[]>()
  let tapals = new Map<string, TapalNews>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    const touchedKeys = [...pendingKeys.values()]
    const changedTapals = [...tapals.values()]
    pendingKeys = new Map()
    tapals = new Map()
    timer = undefined
    loadChanged(client, changedTapals)
    for (const queryKey of touchedKeys) void client.invalidateQueries({ queryKey })
  }
  return {
    tapal(news: TapalNews) {
      tapals.set(news.id, news)
      timer ??= setTimeout(flush, GATHER_MS)
    },
    these(...touched: (readonly unknown[])[]) {
      for (const key of touched) pendingKeys.set(JSON.stringify(key), key)
      timer ??= setTimeout(flush, GATHER_MS)
    },
    all() {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
