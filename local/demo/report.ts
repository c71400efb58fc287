// What happened, as JSON for `--report`.

import type { Servers } from '../servers'
import type { JobResult } from './job'

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
  elapsedMs: number
}

export function reportOf(servers: Servers, { trace, run }: JobResult, elapsedMs: number): Report {
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
    elapsedMs,
  }
}
