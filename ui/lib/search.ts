// Finding offices and seats as one types.

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { SearchHit } from '../contract/directory'
import { get, query } from './http'
import { keys } from './keys'
import { useSettled } from './use-settled'

const LIMIT = 10
/** Fewer letters would find half the State. */
const LEAST = 2

/** What the directory finds for the words, once they have stood still for a moment. */
export function useSearch(words: string): UseQueryResult<{ items: SearchHit[] }> {
  const settledWords = useSettled(words.trim(), 200)
  return useQuery({
    queryKey: keys.search(settledWords),
    queryFn: ({ signal }) =>
      get<{ items: SearchHit[] }>(
        `/v1/directory/search${query({ q: settledWords, limit: String(LIMIT) })}`,
        signal,
      ),
    enabled: settledWords.length >= LEAST,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/** The list to show for the words; null while there is none to show. */
export function hitsOf(result: UseQueryResult<{ items: SearchHit[] }>, words: string): SearchHit[] | null {
  return words.trim().length >= LEAST && result.isSuccess ? result.data.items : null
}
