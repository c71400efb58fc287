// What happened, as JSON for `--report`.

import type { Servers } from '../servers'
import type { EightResult } from './eight-offices'
import type { JobResult } from './job'
import type { Trace } from './trace'

export interface Report {
  servers: Record<'mongodb' | 'temporal', { version: string; source: string }>
  dispatch: { id: string; workflowId: string; number: string | null; state: string }
  tapals: {
    id: string
    recipient: string
    office: string
    mechanism: string
    purpose: string
    state: string
    attempts: number
    diaryNumber: string | null
    escalations: number
    history: { state: string; at: string; cause: string; actor: unknown }[]
  }[]
  workflow: { status: string; historyEvents: number }
  /** The letter to an office of each filing system, and the letters of these systems. */
  eight?: { to: Taken[]; from: (Taken & { sender: string })[] }
  elapsedMs: number
}

interface Taken {
  office: string
  mechanism: string
  attempts: number
  diaryNumber: string | null
}

export function reportOf(
  servers: Servers,
  { trace, run }: JobResult,
  elapsedMs: number,
  eight?: EightResult,
): Report {
  const { id, workflowId, number, state } = trace.dispatch
  return {
    servers: {
      mongodb: { version: servers.mongodb.version, source: servers.mongodb.source },
      temporal: { version: servers.temporal.version, source: servers.temporal.source },
    },
    dispatch: { id, workflowId, number, state },
    tapals: trace.tapals.map((tapal) => ({
      id: tapal.id,
      recipient: tapal.recipient.seat,
      office: tapal.recipient.office,
      mechanism: tapal.mechanism,
      purpose: tapal.purpose,
      state: tapal.state,
      attempts: tapal.attempts,
      diaryNumber: tapal.diary?.number ?? null,
      escalations: tapal.escalations,
      history: tapal.history.map(({ kind, state: reached, at, cause, actor, ...more }) => ({
        kind,
        state: reached,
        at,
        cause,
        actor,
        ...(more.attempt ? { attempt: more.attempt } : {}),
        ...(more.code ? { code: more.code } : {}),
        ...(more.desk ? { desk: more.desk } : {}),
        ...(more.escalation ? { escalation: more.escalation } : {}),
      })),
    })),
    workflow: { status: run.status, historyEvents: run.historyEvents },
    ...(eight ? { eight: { to: takenOf(eight.trace), from: sentOf(eight) } } : {}),
    elapsedMs,
  }
}

function takenOf({ tapals }: Trace): Taken[] {
  return tapals.map(({ recipient, mechanism, attempts, diary }) => ({
    office: recipient.office,
    mechanism,
    attempts,
    diaryNumber: diary?.number ?? null,
  }))
}

function sentOf({ letters }: EightResult): (Taken & { sender: string })[] {
  return letters.flatMap(({ from, trace }) =>
    takenOf(trace).map((taken) => ({ ...taken, sender: from.system })),
  )
}
