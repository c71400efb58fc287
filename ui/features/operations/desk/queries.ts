// What the desk reads, and how one row of it is read again.

import {
  type InfiniteData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Page } from '../../../contract/directory'
import type {
  DeskEndpoint,
  DeskJob,
  DeskLetter,
  DeskLetterDetail,
  FailingRun,
  SystemHealth,
} from '../../../contract/operations'
import { get, query } from '../../../lib/http'

const HEALTH = ['desk', 'health'] as const
const FAILING_RUNS = ['desk', 'failing-runs'] as const
export const LETTERS = ['desk', 'letters'] as const
const JOBS = ['desk', 'jobs'] as const
const letterKey = (id: string) => ['desk', 'letter', id] as const

const LOOK_MS = 15_000

interface Items<T> {
  items: T[]
}

/** How systems stand, looked at again every 15 seconds. */
export function useHealth() {
  return useQuery({
    queryKey: HEALTH,
    queryFn: ({ signal }) => get<Items<SystemHealth>>('/v1/desk/health', signal),
    select: ({ items }) => items,
    refetchInterval: LOOK_MS,
  })
}

/** Runs whose code fails again and again, looked at again every 15 seconds. */
export function useFailingRuns() {
  return useQuery({
    queryKey: FAILING_RUNS,
    queryFn: ({ signal }) => get<Items<FailingRun>>('/v1/desk/failing-runs', signal),
    select: ({ items }) => items,
    refetchInterval: LOOK_MS,
  })
}

/** Letters of the desk, page by page. */
export function useDeskLetters(filter: Record<string, string>) {
  return useInfiniteQuery({
    queryKey: [...LETTERS, filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<DeskLetter>>(`/v1/desk/letters${query({ ...filter, cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

const endpointKey = (id: string) => ['desk', 'endpoint', id] as const

/** One endpoint with its agent, keys and webhooks, looked at again every 15 seconds. */
export function useDeskEndpoint(id: string) {
  return useQuery({
    queryKey: endpointKey(id),
    queryFn: ({ signal }) => get<DeskEndpoint>(`/v1/desk/endpoints/${encodeURIComponent(id)}`, signal),
    refetchInterval: LOOK_MS,
  })
}

/** Reads one endpoint again. */
export function loadEndpoint(client: QueryClient, id: string): Promise<void> {
  return client.invalidateQueries({ queryKey: endpointKey(id) })
}

const readLetter = (id: string, signal?: AbortSignal) =>
  get<DeskLetterDetail>(`/v1/desk/letters/${encodeURIComponent(id)}`, signal)

/** One letter with every try. */
export function useDeskLetter(id: string) {
  return useQuery({ queryKey: letterKey(id), queryFn: ({ signal }) => readLetter(id, signal) })
}

/** The newest jobs; while one is under way it is looked at again. When one has ended, so are the letters. */
export function useJobs() {
  const client = useQueryClient()
  const jobs = useQuery({
    queryKey: JOBS,
    queryFn: ({ signal }) => get<Items<DeskJob>>('/v1/desk/jobs?limit=10', signal),
    select: ({ items }) => items,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LOOK_MS : false),
  })
  const underWay = jobs.data?.filter(isUnderWay).length ?? 0
  useEffect(() => {
    // Its letters are elsewhere by now.
    if (underWay > 0) return () => void client.invalidateQueries({ queryKey: LETTERS })
    return undefined
  }, [client, underWay])
  return jobs
}

const isUnderWay = ({ state }: DeskJob) => state === 'under-way'

/** Puts a job into its row, or before the others. */
export function keepJob(client: QueryClient, job: DeskJob): void {
  client.setQueryData<Items<DeskJob>>(JOBS, (now) => {
    const items = now?.items ?? []
    const isThere = items.some(({ id }) => id === job.id)
    return { items: isThere ? items.map((one) => (one.id === job.id ? job : one)) : [job, ...items] }
  })
}

export function loadSystems(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: HEALTH })
}

/** Reads one system again, and puts it into its row; all of them where that fails. */
export async function loadSystem(client: QueryClient, id: string): Promise<void> {
  // An older reading of all of them that comes later would put back what was there before.
  await client.cancelQueries({ queryKey: HEALTH })
  try {
    const fresh = (await get<Items<SystemHealth>>(`/v1/desk/health${query({ endpoint: id })}`)).items[0]
    client.setQueryData<Items<SystemHealth>>(
      HEALTH,
      (now) => now && { items: now.items.map((one) => (one.id === id && fresh ? fresh : one)) },
    )
  } catch {
    void loadSystems(client)
  }
}

/** Reads one letter again, with its system, and puts both into their rows; one that lies here no more leaves the list. */
export async function loadLetter(client: QueryClient, id: string): Promise<void> {
  await client.cancelQueries({ queryKey: LETTERS })
  try {
    const fresh = await readLetter(id)
    client.setQueryData(letterKey(id), fresh)
    client.setQueriesData<InfiniteData<Page<DeskLetter>>>(
      { queryKey: LETTERS },
      (now) =>
        now && { ...now, pages: now.pages.map((page) => ({ ...page, items: withRow(page.items, fresh) })) },
    )
    await loadSystem(client, fresh.endpoint)
  } catch {
    void client.invalidateQueries({ queryKey: LETTERS })
  }
}

function withRow(items: DeskLetter[], fresh: DeskLetterDetail): DeskLetter[] {
  return items.flatMap((one) => (one.id !== fresh.id ? [one] : fresh.state === null ? [] : [fresh]))
}
