// What the page of service levels asks for, and how a level is set on the version that was read.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  LevelAnswer,
  LevelQuestion,
  LevelText,
  SavedLevel,
  ServiceLevel,
} from '../../../contract/letters'
import type { Page } from '../../../contract/directory'
import { get, post, put, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const LIST = '/v1/service-levels'
const path = (id: string) => `${LIST}/${encodeURIComponent(id)}`

/** All levels, for there are few; also those that have ended. */
export function useLevels() {
  return useQuery({
    queryKey: keys.serviceLevels,
    queryFn: async ({ signal }) => {
      const levels: ServiceLevel[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Page<ServiceLevel> = await get(`${LIST}${query({ limit: '200', cursor })}`, signal)
        levels.push(...page.items)
        cursor = page.next
      }
      return levels
    },
  })
}

/** Sets the level that was read, or a new one; whoever changed it meanwhile wins, and we are told. */
export function usePutLevel(level: ServiceLevel | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: LevelText }) =>
      put<SavedLevel>(path(id), text, level?.version),
    onSettled: () => client.invalidateQueries({ queryKey: keys.serviceLevels }),
  })
}

export function useEndLevel({ id, version }: ServiceLevel) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (end: { until?: string }) => post<ServiceLevel>(`${path(id)}/end`, end, undefined, version),
    onSettled: () => client.invalidateQueries({ queryKey: keys.serviceLevels }),
  })
}

/** Which times a letter would have, and why. */
export function useExplainLevel() {
  return useMutation({
    mutationFn: (question: LevelQuestion) => post<LevelAnswer>('/v1/service-levels/explain', question),
  })
}
