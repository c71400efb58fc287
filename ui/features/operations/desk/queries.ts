// What the desk reads and does.

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DeskAct } from '../../../../domain/operations/desk/desk'
import type { Page } from '../../../contract/directory'
import type { DeskJob, DeskLetter, DeskLetterDetail, SystemHealth } from '../../../contract/operations'
import { get, post, query } from '../../../lib/http'

const DESK = ['desk'] as const

/** Which letters are listed; an empty text is no condition. */
export interface Asked {
  state: string
  endpoint: string
  code: string
  office: string
}

/** How systems stand, looked at again every 15 seconds. */
export function useHealth() {
  return useQuery({
    queryKey: [...DESK, 'health'],
    queryFn: ({ signal }) => get<{ items: SystemHealth[] }>('/v1/desk/health', signal),
    select: ({ items }) => items,
    refetchInterval: 15_000,
  })
}

/** Letters of the desk, page by page. */
export function useDeskLetters(filter: Asked) {
  const conditions = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
  return useInfiniteQuery({
    queryKey: [...DESK, 'letters', conditions],
    queryFn: ({ pageParam, signal }) =>
      get<Page<DeskLetter>>(`/v1/desk/letters${query({ ...conditions, cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** One letter with every try. */
export function useDeskLetter(id: string) {
  return useQuery({
    queryKey: [...DESK, 'letter', id],
    queryFn: ({ signal }) => get<DeskLetterDetail>(`/v1/desk/letters/${encodeURIComponent(id)}`, signal),
  })
}

/** Does what is to be done with a reason; the desk is read again. */
export type Act =
  | { on: 'letters'; act: DeskAct; letters: string[] }
  | { on: 'endpoint'; act: 'pause' | 'resume' | 'gone'; id: string }
  | { on: 'system'; act: 'pause-system' | 'resume-system'; id: string }
  | { on: 'glass'; act: 'glass'; id: string }

export function useAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({
      act,
      reason,
      key,
    }: {
      act: Act
      reason: string
      key: string
    }): Promise<DeskJob | null> => {
      const id = act.on === 'letters' ? '' : encodeURIComponent(act.id)
      if (act.on === 'letters') {
        const body = { act: act.act, letters: act.letters, reason }
        return post<DeskJob>('/v1/desk/jobs', body, key)
      }
      await post(addressOf(act, id), { reason })
      return null
    },
    onSettled: () => client.invalidateQueries({ queryKey: DESK }),
  })
}

/** Where an act on one thing is asked for. */
function addressOf(act: Exclude<Act, { on: 'letters' }>, id: string): string {
  switch (act.on) {
    case 'glass':
      return `/v1/desk/letters/${id}/glass`
    case 'system':
      return `/v1/desk/systems/${id}/${act.act === 'pause-system' ? 'pause' : 'resume'}`
    case 'endpoint':
      return `/v1/endpoints/${id}/${act.act}`
  }
}
