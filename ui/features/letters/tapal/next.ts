// The tapal that comes after this one in the view one came from.

import { useQuery } from '@tanstack/react-query'
import type { InboxView } from '../../../../domain/letters/tapal/inbox'
import type { Tapal, TapalPage } from '../../../contract/letters'
import { get, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

/** The next tapal that waits for the seat: after `id` in the view, else the first other one; null if none waits. */
export function nextOf(tapals: readonly Tapal[], id: string): Tapal | null {
  const at = tapals.findIndex((tapal) => tapal.id === id)
  const isWaiting = (tapal: Tapal) => tapal.id !== id && tapal.acts.includes('acknowledgement')
  return tapals.slice(at + 1).find(isWaiting) ?? tapals.find(isWaiting) ?? null
}

export function useNext(seat: string | null, view: InboxView, id: string): Tapal | null {
  const { data } = useQuery({
    queryKey: [...keys.inbox(seat ?? '', view), 'next'],
    queryFn: ({ signal }) =>
      get<TapalPage>(`/v1/tapals${query({ seat: seat ?? '', view, limit: '50' })}`, signal),
    enabled: seat !== null,
  })
  return data ? nextOf(data.items, id) : null
}
