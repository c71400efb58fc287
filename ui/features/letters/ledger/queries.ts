// The recipients of a letter: how far it has come, and who they are.

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Dispatch, LedgerAct, LedgerPage, Tally } from '../../../contract/letters'
import { get, post, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const LOOK_MS = 5_000
const LOOK_AT_LIST_MS = 15_000

/** Where a letter is found. */
export const pathOf = (id: string) => `/v1/dispatches/${encodeURIComponent(id)}`

/** Stands for offices of no district or department. */
export const NONE = '-'

/** Which recipients are listed; an empty text is no condition. */
export const NO_QUESTION = { standing: '', district: '', department: '', office: '' }
export type Question = typeof NO_QUESTION

/** The letter itself, for who comes here without its trace. */
export function useLetter(id: string) {
  return useQuery({
    queryKey: keys.ledger(id, 'letter'),
    queryFn: ({ signal }) => get<Dispatch>(pathOf(id), signal),
  })
}

/** How many stand how, looked at again every few seconds until the letter is completed. */
export function useTally(id: string, isOver: boolean) {
  return useQuery({
    queryKey: keys.ledger(id, 'tally'),
    queryFn: ({ signal }) => get<Tally>(`${pathOf(id)}/tally`, signal),
    refetchInterval: isOver ? false : LOOK_MS,
  })
}

/** The recipients that are asked for, page by page. */
export function useLedger(id: string, question: Question) {
  return useInfiniteQuery({
    queryKey: [...keys.ledger(id, 'list'), question],
    queryFn: ({ pageParam, signal }) =>
      get<LedgerPage>(`${pathOf(id)}/recipients${query({ ...question, cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    // Who reads far down is not disturbed.
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? LOOK_AT_LIST_MS : false),
  })
}

/** The newest reminders and partial recalls; looked at again while one is under way. */
export function useActs(id: string) {
  return useQuery({
    queryKey: keys.ledger(id, 'acts'),
    queryFn: ({ signal }) =>
      get<{ items: LedgerAct[] }>(`${pathOf(id)}/ledger-acts${query({ limit: '10' })}`, signal),
    select: ({ items }) => items,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ state: how }) => how === 'under-way') ? LOOK_MS : false,
  })
}

/** Begins an act on many recipients; what it has changed is read again. */
export function useBeginAct(id: string, acts: 'reminders' | 'part-recalls') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: object }) =>
      post<LedgerAct>(`${pathOf(id)}/${acts}`, body, key),
    onSettled: () => client.invalidateQueries({ queryKey: ['ledger', id] }),
  })
}
