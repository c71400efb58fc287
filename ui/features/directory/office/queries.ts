// What the Directory pages ask for.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { OfficeCard, OfficeRow, Page } from '../../../contract/directory'
import { get, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

/** The offices right below one, page by page; those at the top for ''. */
export function useBelow(parent: string) {
  return useInfiniteQuery({
    queryKey: keys.below(parent),
    queryFn: ({ pageParam, signal }) =>
      get<Page<OfficeRow>>(
        `/v1/offices?${new URLSearchParams({ parent, limit: '100', ...(pageParam && { cursor: pageParam }) }).toString()}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 60_000,
  })
}

export function useCard(code: string, at: string) {
  return useQuery({
    queryKey: keys.card(code, at),
    queryFn: ({ signal }) =>
      get<OfficeCard>(`/v1/offices/${encodeURIComponent(code)}/card${query({ at })}`, signal),
    enabled: code !== '',
  })
}
