// Live updates: follows the stream of a seat and makes the queries it touches load again.

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { query } from './http'
import { keys } from './keys'

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
      const { id, dispatchId } = JSON.parse(event.data) as { id: string; dispatchId: string }
      touch.these(['inbox'], ['sent'], ['notices'], keys.tapal(id), keys.trace(dispatchId))
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

function gatherer(client: QueryClient) {
  let waiting = new Map<string, readonly unknown[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    const touched = [...waiting.values()]
    waiting = new Map()
    timer = undefined
    for (const queryKey of touched) void client.invalidateQueries({ queryKey })
  }
  return {
    these(...touched: (readonly unknown[])[]) {
      for (const key of touched) waiting.set(JSON.stringify(key), key)
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
