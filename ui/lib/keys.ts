// Names of what is kept in the query cache, so that writers and live events invalidate what readers read.

export const keys = {
  session: ['session'] as const,
  inbox: (seat: string, view?: string) =>
    view ? (['inbox', seat, view] as const) : (['inbox', seat] as const),
  tapal: (id: string) => ['tapal', id] as const,
  sent: (seat: string, state?: string) =>
    state ? (['sent', seat, state] as const) : (['sent', seat] as const),
  trace: (dispatch: string) => ['trace', dispatch] as const,
  ledger: (dispatch: string, part: 'letter' | 'tally' | 'list' | 'acts') =>
    ['ledger', dispatch, part] as const,
  notices: (seat: string) => ['notices', seat] as const,
  search: (words: string) => ['search', words] as const,
  below: (parent: string) => ['offices', 'below', parent] as const,
  card: (office: string, at: string) => ['offices', 'card', office, at] as const,
  endpoints: ['endpoints'] as const,
  seats: (office: string) => ['seats', office] as const,
  seat: (id: string, at: string) => ['seat', id, at] as const,
  employee: (pen: string) => ['employee', pen] as const,
  charges: (pen: string) => ['charges', pen] as const,
  holders: (seat: string) => ['holders', seat] as const,
  openItems: (seat: string) => ['open-items', seat] as const,
  handovers: (seat: string) => ['handovers', seat] as const,
  calendars: ['calendars'] as const,
  calendar: (id: string) => ['calendars', id] as const,
  calendarDays: (id: string, year: number) => ['calendars', id, 'days', year] as const,
  serviceLevels: ['service-levels'] as const,
  groups: ['groups'] as const,
  group: (id: string) => ['groups', id] as const,
  members: (group: string, at: string) => ['groups', group, 'members', at] as const,
}
