// Asks which way each recipient's letter would go, without sending anything.

import { useInfiniteQuery } from '@tanstack/react-query'
import type { DryRun, DryRunRequest } from '../../../contract/letters'
import { post, query } from '../../../lib/http'
import { type Draft, requestOf } from './draft'

/** The draft as far as it is written; what is still empty is left out. */
export function dryRunOf(draft: Draft, seat: string): DryRunRequest {
  const { sender, recipients, ...rest } = requestOf(draft, seat)
  const filled = Object.entries(rest).filter(([, value]) => value !== '' && !isEmptyList(value))
  return { ...(Object.fromEntries(filled) as Partial<DryRunRequest>), sender, recipients }
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0

/** The routes of a request, page by page; null asks nothing. */
export function useRoutes(request: DryRunRequest | null) {
  return useInfiniteQuery({
    queryKey: ['dry-run', request],
    queryFn: ({ pageParam }) =>
      post<DryRun>(`/v1/dispatches/dry-run${query({ limit: '50', cursor: pageParam })}`, request),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: request !== null,
    staleTime: 0,
    gcTime: 0,
  })
}
