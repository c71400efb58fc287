// What the page of an employee asks for, and changes.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Charge, ChannelChoice, Employee } from '../../../contract/directory'
import { get, patch, put } from '../../../lib/http'
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

type AsRead = Pick<Employee, 'pen' | 'version'>

/** A change of the employee; refused where another was made since it was read. */
function useChange<Request>({ pen }: AsRead, send: (request: Request) => Promise<Employee>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (employee) => client.setQueryData(keys.employee(pen), employee),
    onError: () => client.invalidateQueries({ queryKey: keys.employee(pen) }),
  })
}

/** Sets the mail address. */
export function useSetMail(employee: AsRead) {
  return useChange(employee, (email: string) => patch(path(employee.pen), { email }, employee.version))
}

/** Sets the telephone number. */
export function useSetPhone(employee: AsRead) {
  return useChange(employee, (phone: string) => patch(path(employee.pen), { phone }, employee.version))
}

/** Keeps the choice of channels. */
export function useChooseChannels({ pen, version }: AsRead) {
  return useChange({ pen, version }, (choice: ChannelChoice) => put(`${path(pen)}/channels`, choice, version))
}
