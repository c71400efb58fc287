// Changing offices: entering one below, moving, merging and splitting, and setting how letters reach one.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DayOrNow } from '../../../components/when'
import type { OfficeRequest, ProfileRequest } from '../../../contract/directory'
import { get, post, put } from '../../../lib/http'
import { keys } from '../../../lib/keys'
import { startOfDay, tomorrow } from '../../../lib/time'
import { useHasRole } from '../../access/session/session'

const path = (code: string) => `/v1/offices/${encodeURIComponent(code)}`

/** An office as it was when the sheet was opened; the change is refused if it has become another since. */
export interface AtVersion {
  code: string
  version: number
}

/** Whether a change can take effect then: now, or on a day that is still to come. */
export const canBegin = (when: DayOrNow) => when === null || when >= tomorrow()

/** The instant for the service; now is left out. */
const at = <Name extends string>(name: Name, when: DayOrNow) =>
  when === null ? {} : ({ [name]: startOfDay(when) } as Record<Name, string>)

/** Loads cards, tree and search again, also after a refusal: what they show may be old. */
function useChange<Request>(send: (request: Request) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      for (const part of ['offices', 'search', 'seat', 'seats'])
        void client.invalidateQueries({ queryKey: [part] })
    },
  })
}

export const useEnterOffice = () => useChange((request: OfficeRequest) => post('/v1/offices', request))

/** Null moves the office to the top. */
export const useMoveOffice = ({ code, version }: AtVersion) =>
  useChange((parent: string | null) => post(`${path(code)}/move`, { parent }, undefined, version))

/** One office to merge into, or several to split into, of which the first takes the letters. */
export const useSucceed = ({ code, version }: AtVersion) =>
  useChange(({ kind, into, when }: { kind: 'merge' | 'split'; into: readonly string[]; when: DayOrNow }) =>
    post(
      `${path(code)}/${kind}`,
      { into: kind === 'merge' ? into[0] : into, ...at('at', when) },
      undefined,
      version,
    ),
  )

export const useSetProfile = ({ code, version }: AtVersion) =>
  useChange(({ when, ...request }: Omit<ProfileRequest, 'from'> & { when: DayOrNow }) =>
    put(`${path(code)}/profile`, { ...request, ...at('from', when) }, version),
  )

/** The endpoints that are registered, for those who may see them; others know the id by other ways. */
export function useEndpoints() {
  const enabled = useHasRole('admin', 'operator')
  return useQuery({
    queryKey: keys.endpoints,
    queryFn: ({ signal }) => get<{ items: { id: string; mechanism: string }[] }>('/v1/endpoints', signal),
    enabled,
    select: ({ items }) => items,
  })
}
