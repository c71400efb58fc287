// The trace as the demo reads it from the Gateway API, and as it prints it.

/** The parts of the trace that are shown or reported. */
export interface TraceTapal {
  id: string
  recipient: { office: string; name: string; seat: string }
  mechanism: string
  purpose: string
  state: string
  attempts: number
  inwardNumber: string | null
  diary: { number: string; date: string } | null
  escalations: number
  ageSeconds: number
  history: {
    sequence: number
    kind: string
    state: string
    cause: string
    at: string
    actor: unknown
    attempt?: number | null
    code?: string | null
    desk?: { to?: string; file?: string } | null
    escalation?: { level: number; seat: string | null } | null
  }[]
}

export interface Trace {
  dispatch: { id: string; number: string | null; state: string; workflowId: string; acceptedAt: string }
  tapals: TraceTapal[]
  workflow: { id: string; url: string | null }
}

/** Remembers what was printed, and prints only what is new: one line for each entry of the trace. */
export function tracePrinter(print: (line: string) => void): (trace: Trace) => void {
  const printed = new Set<string>()
  let state = ''
  return ({ dispatch, tapals }) => {
    for (const tapal of tapals)
      for (const event of tapal.history) {
        const key = `${tapal.id}:${event.sequence}`
        if (printed.has(key)) continue
        printed.add(key)
        print(lineOf(tapal, event, Date.parse(dispatch.acceptedAt)))
      }
    if (dispatch.state !== state) {
      state = dispatch.state
      print(`dispatch ${dispatch.number ?? dispatch.id}: ${state}`)
    }
  }
}

function lineOf(tapal: TraceTapal, event: TraceTapal['history'][number], acceptedAt: number): string {
  const age = `${((Date.parse(event.at) - acceptedAt) / 1000).toFixed(1)} s`
  const attempt = event.attempt ? `attempt ${event.attempt}` : ''
  const what = [
    event.cause,
    event.code ?? '',
    event.desk?.to ? `→ ${event.desk.to}` : '',
    event.desk?.file ? `file ${event.desk.file}` : '',
    event.escalation ? `level ${event.escalation.level}: ${event.escalation.seat}` : '',
    event.kind === 'state' && event.state === 'acknowledged' ? (tapal.diary?.number ?? '') : '',
    event.cause === 'delivered-to-inbox' ? (tapal.inwardNumber ?? '') : '',
  ].filter((part) => part !== '')
  return [
    age.padStart(7),
    tapal.recipient.seat.padEnd(14),
    tapal.mechanism.padEnd(9),
    event.state.padEnd(12),
    attempt.padEnd(9),
    what.join(' '),
  ].join('  ')
}
