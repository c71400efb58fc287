// A tapal in the query cache: laid into every list and page that shows it, so that one change loads one row.

import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { type InboxView, staysInView } from '../../domain/letters/tapal/inbox'
import type { Tapal, TapalPage } from '../contract/letters'
import { get } from './http'
import { keys } from './keys'

/** What a key under `inbox` holds: pages of a view, one page, or nothing yet. */
type Kept = InfiniteData<TapalPage> | TapalPage | undefined

const INBOX = { queryKey: ['inbox'] }

/** Puts the tapal as it is now in place of what was shown of it; lists that no longer hold it let it go. */
export function keepTapal(client: QueryClient, tapal: Tapal): void {
  const pageKey = keys.tapal(tapal.id)
  if (client.getQueryData(pageKey) !== undefined && tapal.history) client.setQueryData(pageKey, tapal)
  // Rows of lists are kept without their history, as lists bring them.
  const { history: _history, holders: _holders, duty: _duty, desks: _desks, ...row } = tapal
  for (const [queryKey] of client.getQueriesData<Kept>(INBOX)) {
    const view = queryKey[2] as InboxView | 'counts'
    if (view !== 'counts')
      client.setQueryData<Kept>(queryKey, (pages) => withRow(pages, row, staysInView(view, row.state)))
  }
  // What is not on the screen loads again when it is looked at: the tapal may have come into it.
  void client.invalidateQueries({ ...INBOX, type: 'inactive', refetchType: 'none' })
}

/** Loads one tapal and lays it in place. */
export async function reloadTapal(client: QueryClient, id: string): Promise<void> {
  keepTapal(client, await get<Tapal>(`/v1/tapals/${encodeURIComponent(id)}`))
}

/** The numbers beside the views load again: one small response. */
export function recount(client: QueryClient): void {
  void client.invalidateQueries({ ...INBOX, predicate: ({ queryKey }) => queryKey[2] === 'counts' })
}

/** As of which of its changes the tapal is shown: the oldest of all places; null where some list does not show it. */
export function shownAsOf(client: QueryClient, id: string): number | null {
  const lists = client.getQueriesData<Kept>({ ...INBOX, type: 'active' })
  const rows = lists.flatMap(([, kept]) => rowsOf(kept)).filter((row) => row.id === id)
  const page = client.getQueryData<Tapal>(keys.tapal(id))
  const rowsShown = page ? [...rows, page] : rows
  return rowsShown.length === 0 ? null : Math.min(...rowsShown.map(({ sequence }) => sequence))
}

function rowsOf(cached: Kept): Tapal[] {
  if (!cached) return []
  return 'pages' in cached ? cached.pages.flatMap(({ items }) => items) : cached.items
}

function withRow(cached: Kept, row: Tapal, stays: boolean): Kept {
  if (!cached || !rowsOf(cached).some(({ id }) => id === row.id)) return cached
  const withRowIn = (page: TapalPage): TapalPage => ({
    ...page,
    items: page.items.flatMap((one) => (one.id !== row.id ? [one] : stays ? [row] : [])),
  })
  return 'pages' in cached ? { ...cached, pages: cached.pages.map(withRowIn) } : withRowIn(cached)
}
