// The tapals of a seat.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { INBOX_VIEWS, type InboxView } from '../../../../domain/letters/tapal/inbox'
import type { TapalPage } from '../../../contract/letters'
import { get, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

/** The view an address names; all where it names none. */
export function viewOf(name: string | null): InboxView {
  return INBOX_VIEWS.find((view) => view === name) ?? 'all'
}

/** A view of a seat's inbox, page by page, newest first. */
export function useInbox(seat: string, view: InboxView) {
  return useInfiniteQuery({
    queryKey: keys.inbox(seat, view),
    queryFn: ({ pageParam, signal }) =>
      get<TapalPage>(`/v1/tapals${query({ seat, view, limit: '50', cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** How many tapals each view of a seat holds. */
export function useInboxCounts(seat: string | null): TapalPage['counts'] | undefined {
  return useQuery({
    queryKey: keys.inbox(seat ?? '', 'counts'),
    queryFn: ({ signal }) => get<TapalPage>(`/v1/tapals${query({ seat: seat ?? '', limit: '1' })}`, signal),
    enabled: seat !== null,
    select: (page) => page.counts,
  }).data
}
