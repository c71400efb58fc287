// Notices of a seat, and which of them were not seen in this browser yet.

import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Notice } from '../../../contract/letters'
import { get, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'
import { lasting } from '../../../lib/storage'
import { useHasRole } from '../../access/session/session'

const listeners = new Set<() => void>()
const seenKey = (seat: string) => `notices-seen.${seat}`

/** The newest notices of a seat; those who run the service see theirs too, which belong to no seat. */
export function useNotices(seat: string | null) {
  const runs = useHasRole('operator', 'admin')
  const all = seat === null || runs
  return useQuery({
    queryKey: keys.notices(seat ?? ''),
    queryFn: ({ signal }) =>
      get<{ items: Notice[] }>(`/v1/notices${query({ seat: all ? undefined : seat })}`, signal),
    select: (page) => page.items,
    refetchInterval: 60_000,
  })
}

/** The instant up to which the notices of a seat were seen; empty if never. */
export function useSeenUntil(seat: string): string {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => lasting.read(seenKey(seat)) ?? '',
  )
}

export function markSeen(seat: string, until: string): void {
  if (until <= (lasting.read(seenKey(seat)) ?? '')) return
  lasting.write(seenKey(seat), until)
  for (const tell of listeners) tell()
}

/** How many notices came since they were last seen. */
export function useNewNotices(seat: string | null): number {
  const { data } = useNotices(seat)
  const until = useSeenUntil(seat ?? '')
  return data?.filter((notice) => notice.at > until).length ?? 0
}
