// Handing a seat over: what is open, what was given and taken, and the acts themselves.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Handover, OpenItems, Page } from '../../../contract/directory'
import { get, post, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const seatPath = (seat: string) => `/v1/seats/${encodeURIComponent(seat)}`

/** All that is open at the seat. */
export function useOpenItems(seat: string | null) {
  return useQuery({
    queryKey: keys.openItems(seat ?? ''),
    queryFn: ({ signal }) => get<OpenItems>(`${seatPath(seat ?? '')}/open-items`, signal),
    enabled: seat !== null,
  })
}

/** The handovers of a seat; without one, those given to or by whoever is signed in. */
export function useHandovers(seat: string) {
  return useQuery({
    queryKey: keys.handovers(seat),
    queryFn: ({ signal }) => get<Page<Handover>>(`/v1/handovers${query({ seat })}`, signal),
    select: ({ items }) => items,
  })
}

export type Giving =
  | { seat: string; to: string; note?: string; leaveNow: boolean; oneSided?: undefined }
  | { seat: string; to: string; reason: string; oneSided: true }

/** Gives a seat, by its holder or by the head of its office alone. */
export function useGive() {
  const onSettled = useSettled()
  return useMutation({
    mutationFn: ({ seat, oneSided, ...words }: Giving) =>
      post<Handover>(`${seatPath(seat)}/handovers${oneSided ? '/one-sided' : ''}`, words),
    onSettled,
  })
}

export function useTake() {
  const onSettled = useSettled()
  return useMutation({
    mutationFn: (id: string) => post<Handover>(`/v1/handovers/${encodeURIComponent(id)}/taking`, {}),
    onSettled,
  })
}

/**
 * A handover changes who holds what: the session's seats, the inbox, the directory. Not waited for: what was taken goes
 * away from the page as soon as it is loaded again, and could no longer say that it is done.
 */
function useSettled() {
  const client = useQueryClient()
  return () => void client.invalidateQueries()
}
