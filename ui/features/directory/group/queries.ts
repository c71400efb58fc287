// What the pages of groups ask for, and how a group is made or changed.

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Group, GroupRequest, MemberPage, Page } from '../../../contract/directory'
import { get, post, put, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const path = (id: string) => `/v1/groups/${encodeURIComponent(id)}`

export function useGroups() {
  return useInfiniteQuery({
    queryKey: keys.groups,
    queryFn: ({ pageParam, signal }) =>
      get<Page<Group>>(`/v1/groups${query({ limit: '100', cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 60_000,
  })
}

export function useGroup(id: string) {
  return useQuery({
    queryKey: keys.group(id),
    queryFn: ({ signal }) => get<Group>(path(id), signal),
    enabled: id !== '',
  })
}

/** Whom a letter to the group would reach as of an instant. */
export function useMembers(id: string, at: string) {
  return useInfiniteQuery({
    queryKey: keys.members(id, at),
    queryFn: ({ pageParam, signal }) =>
      get<MemberPage>(`${path(id)}/members${query({ at, limit: '100', cursor: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** Makes a group, or changes the one that was read. */
export function useSaveGroup(group: Group | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, office, key, ...request }: GroupRequest & { key: string }) =>
      group
        ? put<Group>(path(group.id), { ...request, until: group.until }, group.version)
        : post<Group>('/v1/groups', { id, office, ...request }, key),
    onSettled: () => client.invalidateQueries({ queryKey: keys.groups }),
  })
}
