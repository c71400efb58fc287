// What a seat does with a tapal. Each act may be repeated: it returns the first response again.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RefusalCode } from '../../../../domain/letters/tapal/refusal'
import type { HeldSeat } from '../../../contract/access'
import type { Tapal } from '../../../contract/letters'
import { get, post } from '../../../lib/http'
import { keys } from '../../../lib/keys'
import { keepTapal, recount, reloadTapal } from '../../../lib/tapal-cache'

export type Act =
  | { act: 'acknowledgement'; diaryNumber?: string; diaryDate?: string }
  | { act: 'opening' }
  | { act: 'refusal'; code: RefusalCode; reason: string; rightOffice?: string }

/** One tapal with its history. */
export function useTapal(id: string) {
  return useQuery({
    queryKey: keys.tapal(id),
    queryFn: ({ signal }) => get<Tapal>(`/v1/tapals/${encodeURIComponent(id)}`, signal),
  })
}

/** The held seat that may act: the one acted for if the tapal lies with it, else another held seat it lies with. */
export function actingSeat(tapal: Tapal, current: HeldSeat | null, heldSeats: readonly HeldSeat[]): string {
  const concerned = (seat: HeldSeat) => seat.id === tapal.recipient.seat || seat.id === tapal.escalatedTo
  const seat = current && concerned(current) ? current : heldSeats.find(concerned)
  return seat?.id ?? current?.id ?? ''
}

/** Does an act for a seat. The response lies in place of what was shown at once; nothing waits for lists to load. */
export function useAct(tapal: Tapal, seat: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ act, ...words }: Act) =>
      post<Tapal>(`/v1/tapals/${encodeURIComponent(tapal.id)}/${act}`, { seat, ...words }),
    onSuccess: (tapal) => keepTapal(client, tapal),
    // The tapal has changed meanwhile, and the screen should show how.
    onError: () => void reloadTapal(client, tapal.id).catch(() => undefined),
    onSettled: () => {
      recount(client)
      void client.invalidateQueries({ queryKey: keys.trace(tapal.dispatchId) })
    },
  })
}
