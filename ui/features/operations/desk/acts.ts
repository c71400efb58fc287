// What the desk does: each act is sent once, and what it has changed is read again, row by row. The sheet does not wait for
// that: on a thin line it would stay for seconds after the act was done.

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import type { DeskAct } from '../../../../domain/operations/desk/desk'
import type { DeskJob, NewSetting, WebhookDelivery } from '../../../contract/operations'
import { post, put } from '../../../lib/http'
import { keepJob, LETTERS, loadEndpoint, loadLetter, loadSystem, loadSystems } from './queries'

/** What needs nothing but a reason. */
export type Act =
  | { on: 'endpoint'; act: 'pause' | 'resume' | 'gone'; id: string }
  | { on: 'system'; act: 'pause-system' | 'resume-system'; id: string }
  | { on: 'glass'; act: 'glass'; id: string }
  | { on: 'job'; act: 'stop'; id: string }

/** What was done, in words that are made when they are shown, so that they follow the language. */
export type Said = (t: TFunction) => string

/** Where an act is asked for. */
function addressOf({ act, id }: Act): string {
  const name = encodeURIComponent(id)
  switch (act) {
    case 'glass':
      return `/v1/desk/letters/${name}/glass`
    case 'stop':
      return `/v1/desk/jobs/${name}/stop`
    case 'pause-system':
    case 'resume-system':
      return `/v1/desk/systems/${name}/${act === 'pause-system' ? 'pause' : 'resume'}`
    default:
      return `/v1/endpoints/${name}/${act}`
  }
}

/** Reads again what the act may have changed, also where it was refused: what is shown may be old. */
function loadAfter(client: QueryClient, { on, id }: Act, job: unknown): void {
  if (on === 'glass') void loadLetter(client, id)
  else if (on === 'endpoint') void loadSystem(client, id)
  else if (on === 'system') void loadSystems(client)
  else if (job) keepJob(client, job as DeskJob)
}

export function useAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ act, reason }: { act: Act; reason: string }) => post<unknown>(addressOf(act), { reason }),
    onSettled: (answer, _error, { act }) => loadAfter(client, act, answer),
  })
}

/** One act on letters: chosen ones, or all that conditions find. */
export interface JobRequest {
  act: DeskAct
  letters?: string[]
  filter?: Record<string, string>
  way?: string
  perMinute: number
  reason: string
}

/** Begins a job. One letter is read again by itself, of many the list. */
export function useBeginJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...job }: JobRequest & { key: string }) => post<DeskJob>('/v1/desk/jobs', job, key),
    onSuccess: (job) => keepJob(client, job),
    onSettled: (_job, _error, { letters }) => {
      if (letters?.length === 1 && letters[0]) void loadLetter(client, letters[0])
      else void client.invalidateQueries({ queryKey: LETTERS })
    },
  })
}

const endpoint = (id: string) => `/v1/endpoints/${encodeURIComponent(id)}`

export function useSetAddress(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: { address: string; reason: string }) => put(`${endpoint(id)}/address`, request),
    onSettled: () => void loadSystem(client, id),
  })
}

export interface SettingRequest {
  setting: string
  value?: string
  overlapHours: number
  reason: string
}

/** Sets a secret or token. What KCS made is kept by nobody but who shows it. */
export function useSetSecret(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...request }: SettingRequest & { key: string }) =>
      post<NewSetting>(`${endpoint(id)}/secret`, request, key),
    onSettled: () => void loadSystem(client, id),
    gcTime: 0,
  })
}

/** Sends one change to a webhook once more; its log is read again. */
export function useResend(endpointId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ agent, webhook, number }: { agent: string; webhook: string; number: number }) =>
      post<WebhookDelivery>(
        `/v1/agents/${encodeURIComponent(agent)}/webhooks/${encodeURIComponent(webhook)}/deliveries/${number}/resend`,
        undefined,
      ),
    onSettled: () => void loadEndpoint(client, endpointId),
  })
}
