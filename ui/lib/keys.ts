// Names of what is kept in the query cache, so that writers and live events invalidate what readers read.

export const keys = {
  session: ['session'] as const,
  inbox: (seat: string, view?: string) =>
    view ? (['inbox', seat, view] as const) : (['inbox', seat] as const),
  tapal: (id: string) => ['tapal', id] as const,
  sent: (seat: string, state?: string) =>
    state ? (['sent', seat, state] as const) : (['sent', seat] as const),
  trace: (dispatch: string) => ['trace', dispatch] as const,
  notices: (seat: string) => ['notices', seat] as const,
  offices: (words: string) => ['offices', words] as const,
  seats: (office: string) => ['seats', office] as const,
}
