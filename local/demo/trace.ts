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

type TraceEvent = TraceTapal['history'][number]

/** Remembers what was printed, and prints only what is new: one line for each entry of the trace, oldest first. */
export function tracePrinter(print: (line: string) => void): (trace: Trace) => void {
  const printed = new Set<string>()
  let state = ''
  return ({ dispatch, tapals }) => {
    const fresh = tapals.flatMap((tapal) =>
      tapal.history
        .filter((event) => !printed.has(`${tapal.id}:${event.sequence}`))
        .map((event) => ({ tapal, event })),
    )
    if (printed.size === 0 && fresh.length > 0) print(HEADING)
    fresh.sort((a, b) => Date.parse(a.event.at) - Date.parse(b.event.at))
    for (const { tapal, event } of fresh) {
      printed.add(`${tapal.id}:${event.sequence}`)
      print(lineOf(tapal, event, Date.parse(dispatch.acceptedAt)))
    }
    if (dispatch.state !== state) {
      state = dispatch.state
      print(`dispatch ${dispatch.number ?? dispatch.id}: ${state}`)
    }
  }
}

const columns = (
  age: string,
  recipient: string,
  mechanism: string,
  state: string,
  attempt: string,
  what: string,
): string =>
  [age.padStart(8), recipient.padEnd(14), mechanism.padEnd(9), state.padEnd(12), attempt.padEnd(7), what]
    .join('  ')
    .trimEnd()

const HEADING = columns('age', 'recipient', 'mechanism', 'state', 'attempt', 'what happened')

function lineOf(tapal: TraceTapal, event: TraceEvent, acceptedAt: number): string {
  const age = `${((Date.parse(event.at) - acceptedAt) / 1000).toFixed(1)} s`
  const what = [
    event.cause,
    event.code ?? '',
    event.desk?.to ? `→ ${event.desk.to}` : '',
    event.desk?.file ? `file ${event.desk.file}` : '',
    event.escalation ? `level ${event.escalation.level}: ${event.escalation.seat}` : '',
    event.kind === 'state' && event.state === 'acknowledged' ? (tapal.diary?.number ?? '') : '',
    event.cause === 'delivered-to-inbox' ? (tapal.inwardNumber ?? '') : '',
  ].filter((part) => part !== '')
  const attempt = event.attempt ? String(event.attempt) : ''
  return columns(age, tapal.recipient.seat, tapal.mechanism, event.state, attempt, what.join(' '))
}
