// A dispatch with the way of each of its tapals.

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Dispatch, Trace } from '../../../contract/letters'
import { get, post, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const path = (id: string) => `/v1/dispatches/${encodeURIComponent(id)}`

/** Tapals tell when they move, a letter does not tell when it is worked out or completed: then it is asked again. */
function askAgain(trace: Trace | undefined): number | false {
  if (!trace || trace.dispatch.closedAt !== null) return false
  const moving = trace.tapals.some(({ nextStepAt, nextAttemptAt }) => nextStepAt ?? nextAttemptAt)
  return moving ? false : 2_000
}

/** The trace, page by page; live events make it load again. */
export function useTrace(id: string) {
  return useInfiniteQuery({
    queryKey: keys.trace(id),
    queryFn: ({ pageParam, signal }) =>
      get<Trace>(`${path(id)}/trace${query({ cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => askAgain(state.data?.pages[0]),
  })
}

/** Takes the letter back from all who have not acknowledged it. */
export function useRecall(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (reason: string) => post<Dispatch>(`${path(id)}/recall`, { reason }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.trace(id) }),
  })
}
