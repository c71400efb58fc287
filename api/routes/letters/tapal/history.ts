// The trace of a tapal: its events in order, and the desks with the time at each.

import { movesOf, type TapalEvent } from '../../../../domain/letters/tapal/event'
import type { DirectoryNames } from '../../common/directory-names'
import type { HistoryEntry } from './schema'

export interface DeskStay {
  to: string
  from?: string
  file?: string
  since: string
  ageSeconds: number
}

/** The desks a tapal lay at, in order; the last one counts on until it is closed, or until now. */
export function desksOf(events: readonly TapalEvent[], now: Date): DeskStay[] {
  const moves = movesOf(events)
  const closed = events.find(({ to, kind }) => kind === 'state' && (to === 'closed' || to === 'returned'))
  return moves.map(({ desk, at }, index) => {
    const until = moves[index + 1]?.at ?? closed?.at ?? now
    const age = Math.max(0, Math.floor((until.getTime() - at.getTime()) / 1000))
    return { ...desk, since: at.toISOString(), ageSeconds: age }
  })
}

export function presentEvent(event: TapalEvent, directory: DirectoryNames): HistoryEntry {
  const { sequence, kind, to, from, cause, at, attempt, code, desk, escalation, dueAt, clock, reason } = event
  return {
    sequence,
    kind,
    state: to,
    from,
    cause,
    actor: actorOf(event, directory),
    at: at.toISOString(),
    ...(attempt === undefined ? {} : { attempt }),
    ...(code === undefined ? {} : { code }),
    ...(desk === undefined ? {} : { desk }),
    ...(escalation === undefined ? {} : { escalation: withTitle(escalation, directory) }),
    ...(dueAt === undefined ? {} : { dueAt: dueAt.toISOString() }),
    ...(clock === undefined ? {} : { clock }),
    // Of an operator's act it is for the audit log alone.
    ...(clock === undefined || reason === undefined ? {} : { reason }),
  }
}

function actorOf({ actor }: TapalEvent, directory: DirectoryNames): HistoryEntry['actor'] {
  switch (actor.kind) {
    case 'seat': {
      const designation = directory.designation(actor.seat)
      const holder = directory.nameOf(actor.holder)
      return {
        kind: 'seat',
        seat: actor.seat,
        ...(designation === undefined ? {} : { designation }),
        ...(holder === undefined ? {} : { holder }),
      }
    }
    case 'agent':
      return { kind: 'agent', agent: actor.agent }
    case 'link':
      return { kind: 'link', ...(actor.name === undefined ? {} : { name: actor.name }) }
    case 'kcs':
    case 'operator':
      return { kind: actor.kind }
  }
}

function withTitle(escalation: NonNullable<TapalEvent['escalation']>, directory: DirectoryNames) {
  const designation = escalation.seat === null ? undefined : directory.designation(escalation.seat)
  return { ...escalation, ...(designation === undefined ? {} : { designation }) }
}
