// What the page of an employee asks for, and changes.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Charge, Employee } from '../../../contract/directory'
import { get, patch } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const path = (pen: string) => `/v1/employees/${encodeURIComponent(pen)}`

export function useEmployeePage(pen: string) {
  return useQuery({
    queryKey: keys.employee(pen),
    queryFn: ({ signal }) => get<Employee>(path(pen), signal),
  })
}

/** The charges of an employee, the latest first. */
export function useCharges(pen: string) {
  return useQuery({
    queryKey: keys.charges(pen),
    queryFn: ({ signal }) => get<{ items: Charge[] }>(`${path(pen)}/charges`, signal),
    select: ({ items }) => items,
  })
}

/** Sets the mail address; refused where the employee was changed since it was read. */
export function useSetMail({ pen, version }: Pick<Employee, 'pen' | 'version'>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (email: string) => patch<Employee>(path(pen), { email }, version),
    onSuccess: (employee) => client.setQueryData(keys.employee(pen), employee),
    onError: () => client.invalidateQueries({ queryKey: keys.employee(pen) }),
  })
}
