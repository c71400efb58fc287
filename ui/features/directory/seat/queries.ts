// What the page of a seat asks for.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HolderPeriod, SeatDetail } from '../../../contract/directory'
import { get, patch, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const path = (id: string) => `/v1/seats/${encodeURIComponent(id)}`

export function useSeatDetail(id: string, at: string) {
  return useQuery({
    queryKey: keys.seat(id, at),
    queryFn: ({ signal }) => get<SeatDetail>(`${path(id)}${query({ at })}`, signal),
  })
}

/** Who held the seat, the latest first. */
export function useHolders(id: string) {
  return useQuery({
    queryKey: keys.holders(id),
    queryFn: ({ signal }) => get<{ items: HolderPeriod[] }>(`${path(id)}/holders`, signal),
    select: ({ items }) => [...items].sort((one, other) => other.from.localeCompare(one.from)),
  })
}

/** Sets the mail address of the seat; refused where the seat was changed since it was read. */
export function useSetMail({ id, version }: Pick<SeatDetail, 'id' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (email: string) => patch(path(id), { email }, version),
    onSettled: () => client.invalidateQueries({ queryKey: ['seat', id] }),
  })
}
