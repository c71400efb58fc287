// Deciding on the charges of a seat: to give it, to relieve its holder, to transfer, and the code for a first sign-in.

import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChargeKind } from '../../../../domain/directory/charge/charge'
import { PEN } from '../../../../domain/directory/employee/fields'
import type { Employee, EmployeeRequest, SignInCode } from '../../../contract/directory'
import { get, post } from '../../../lib/http'
import { keys } from '../../../lib/keys'
import { useSettled } from '../../../lib/use-settled'

const path = (pen: string) => `/v1/employees/${encodeURIComponent(pen)}`

/** The employee of a number, once it has stood still for a moment. */
export function useEmployee(pen: string) {
  const settledPen = useSettled(pen, 250)
  return useQuery({
    queryKey: keys.employee(settledPen),
    queryFn: ({ signal }) => get<Employee>(path(settledPen), signal),
    enabled: PEN.test(settledPen) && settledPen === pen,
  })
}

/** Charges change who holds what everywhere. Not waited for: a sheet that says it is done may go away with its holder. */
function loadAgain(client: QueryClient): void {
  void client.invalidateQueries()
}

interface Joining {
  seat: string
  pen: string
  kind: ChargeKind
  at?: string
  /** An employee to be entered first. */
  employee?: EmployeeRequest
}

/** Gives a seat, and returns who has it now; enters a new employee before. */
export function useJoin() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ pen, employee, ...joining }: Joining) => {
      if (employee) {
        const entered = await post<Employee>('/v1/employees', employee)
        // Where the joining fails the next try finds the employee entered.
        client.setQueryData(keys.employee(pen), entered)
      }
      await post(`${path(pen)}/join`, joining)
      return client.ensureQueryData({ queryKey: keys.employee(pen), queryFn: () => get<Employee>(path(pen)) })
    },
    onSettled: () => loadAgain(client),
  })
}

export function useRelieve() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ pen, ...leaving }: { pen: string; seat: string; at?: string }) =>
      post(`${path(pen)}/relieve`, leaving),
    onSettled: () => loadAgain(client),
  })
}

interface Moving {
  pen: string
  from: string
  to: string
  kind: ChargeKind
  at?: string
}

export function useTransfer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ pen, ...moving }: Moving) => post(`${path(pen)}/transfer`, moving),
    onSettled: () => loadAgain(client),
  })
}

/** A new code; one that was given before ends with it. */
export function useSignInCode() {
  return useMutation({ mutationFn: (pen: string) => post<SignInCode>(`${path(pen)}/sign-in-code`, {}) })
}
