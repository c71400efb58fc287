// What the page of a calendar asks for, and how a calendar is changed on the version that was read.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Calendar, CalendarDay, CalendarText, Page } from '../../../contract/directory'
import { get, put, query } from '../../../lib/http'
import { keys } from '../../../lib/keys'

const path = (id: string) => `/v1/calendars/${encodeURIComponent(id)}`

/** The calendars that offices can name; there are few. */
export function useCalendars() {
  return useQuery({
    queryKey: keys.calendars,
    queryFn: ({ signal }) => get<Page<Calendar>>(`/v1/calendars${query({ limit: '200' })}`, signal),
    staleTime: 60_000,
  })
}

export function useCalendar(id: string) {
  return useQuery({
    queryKey: keys.calendar(id),
    queryFn: ({ signal }) => get<Calendar>(path(id), signal),
  })
}

/** All days of a year, with why offices are closed. */
export function useDays(id: string, year: number) {
  const span = query({ from: `${year}-01-01`, until: `${year + 1}-01-01` })
  return useQuery({
    queryKey: keys.calendarDays(id, year),
    queryFn: ({ signal }) => get<{ items: CalendarDay[] }>(`${path(id)}/days${span}`, signal),
  })
}

/** Sends the calendar with other years or closures; whoever changed it meanwhile wins, and we are told. */
export function useChangeCalendar({ id, name, nameMl, weekly, years, version }: Calendar) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Partial<Pick<CalendarText, 'years' | 'closures'>>) =>
      put<Calendar>(path(id), { name, nameMl, weekly, years, ...change }, version),
    onSettled: () => client.invalidateQueries({ queryKey: keys.calendars }),
  })
}
