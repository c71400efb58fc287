// A trace as text: the letter, its tapals as a table, and what happened to each.

import type { TraceResponse } from '../api/routes/letters/dispatch/schema'
import type { HistoryEntry, TapalResponse } from '../api/routes/letters/tapal/schema'
import { reasonsText, reasonText } from './reasons'
import { pairs, plain, table, widthOf } from './table'
import { instantOf, leftUntil, spanOf } from './time'

/** Longer names of recipients are cut, so that a line stays a line; JSON has them whole. */
const RECIPIENT_LETTERS = 48

/** The letter and how far it is. */
export function headOf({ dispatch, workflow }: TraceResponse): string[] {
  const counts = Object.entries(dispatch.counts).map(([state, count]) => `${count} ${state}`)
  return pairs([
    ['letter', [dispatch.letterNumber, dispatch.letterDate].filter(Boolean).join(' of ')],
    ['subject', dispatch.masked ? '(not shown to operators until the glass is broken)' : dispatch.subject],
    ['from', `${dispatch.sender.designation}, ${dispatch.sender.name}`],
    ['despatch', dispatch.number ?? 'not numbered yet'],
    ['dispatch', `${dispatch.id}, ${dispatch.state}, accepted ${instantOf(dispatch.acceptedAt)}`],
    ['tapals', `${dispatch.recipients}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}`],
    ...(dispatch.countedAt ? [['counted', instantOf(dispatch.countedAt)] as const] : []),
    ['run', workflow.url ?? workflow.id],
  ])
}

/** One line per tapal. */
export function tapalRows({ tapals }: TraceResponse, now: Date): string[] {
  return table(
    [
      'RECIPIENT',
      'WRITTEN TO',
      'PURPOSE',
      'BY',
      'STATE',
      'TRIES',
      'AGE',
      'DUE',
      'NEXT TRY',
      'ESCALATED TO',
      'DESK',
      'NUMBER',
      'TAPAL',
    ],
    tapals.map((tapal) => [
      recipientOf(tapal),
      tapal.addressedTo.map(({ name }) => name).join(', '),
      tapal.purpose,
      tapal.mechanism,
      tapal.parked ? `${tapal.state}, waits for its system` : tapal.state,
      String(tapal.attempts),
      spanOf(tapal.ageSeconds),
      leftUntil(tapal.dueAt, now),
      leftUntil(tapal.nextAttemptAt, now),
      tapal.escalations === 0 ? '' : `${tapal.escalatedTo ?? ''} (level ${tapal.escalations})`,
      tapal.desk ? `${tapal.desk.to}, ${spanOf(tapal.desk.ageSeconds)}` : '',
      tapal.diary?.number ?? tapal.postalNumber ?? tapal.inwardNumber ?? '',
      tapal.id,
    ]),
  )
}

/** Per tapal its heading and its entries. */
export function historyRows({ tapals }: TraceResponse): string[][] {
  return tapals.map((tapal) => [
    plain(recipientOf(tapal)),
    ...wayOf(tapal),
    ...waitOf(tapal),
    ...holdersOf(tapal),
    ...table(
      ['  WHEN', 'STATE', 'CAUSE', 'TRY', 'WHO', 'REMARK'],
      (tapal.history ?? []).map((entry) => [
        `  ${instantOf(entry.at)}`,
        entry.state,
        entry.cause,
        entry.attempt === undefined ? '' : String(entry.attempt),
        actorOf(entry),
        remarkOf(entry),
      ]),
    ),
  ])
}

/** Why the tapal is there, and which offices were addressed. */
function wayOf({ addressedTo, why }: TapalResponse): string[] {
  const to = addressedTo.map(({ code, name }) => `${name} (${code})`).join(', ')
  return [
    ...(to === '' ? [] : [`  written to ${to}`]),
    ...(why.length === 0 ? [] : [`  why: ${reasonsText(why)}`]),
  ].map(plain)
}

/** Where it is stuck now, in one line. */
function waitOf({ waits, mechanism, holder, desk }: TapalResponse): string[] {
  if (!waits) return []
  const seat = waits.seat === undefined ? '' : `${waits.seat}${holder === null ? '' : ` (${holder})`}`
  const words: Record<typeof waits.for, string> = {
    'hand-over': `it is handed over by ${mechanism}`,
    'next-try': `the next try by ${mechanism}`,
    scan: 'its documents are scanned for malware',
    'system-down': `${mechanism} is down; it is handed over when it answers again`,
    'system-paused': `an operator has paused ${mechanism}`,
    'system-gone': `${mechanism} is gone; it goes by the next way`,
    fetching: 'its system has not fetched it',
    'system-answer': `${mechanism} has it, and has not said that it arrived`,
    posting: 'it is on the despatch list, and not posted',
    acknowledgement: `${seat} has not acknowledged it`,
    desk: desk ? `it lies at ${desk.to}` : 'the office has it and is not done with it',
    operator: 'it could not be delivered; an operator decides',
  }
  const code = waits.code === undefined ? '' : `, last fault ${waits.code}`
  return [
    plain(
      `  waits: ${words[waits.for]}, since ${instantOf(waits.since)} (${spanOf(waits.ageSeconds)})${code}`,
    ),
  ]
}

/** The holders of the seat, if they changed while the tapal was there or if nobody holds it. */
function holdersOf({ holders = [], duty }: TapalResponse): string[] {
  const last = holders[holders.length - 1]
  if (holders.length < 2 && last?.employee !== null) return []
  const periods = holders.map(({ name, from }) => `${name ?? 'vacant'} from ${instantOf(from)}`)
  const acting = duty?.reason.code.startsWith('vacant')
    ? `; duty of ${duty.name ?? 'nobody'} (${reasonText(duty.reason)})`
    : ''
  return [plain(`  held by ${periods.join(', ')}${acting}`)]
}

/** An entry together with the tapal it belongs to. */
export interface TraceEvent extends HistoryEntry {
  tapal: string
  recipient: string
  mechanism: string
  ageSeconds: number
}

/** The entries not seen before, in the order of their instants; `lastSequences` holds the last one of each tapal. */
export function eventsSince({ tapals }: TraceResponse, lastSequences: Map<string, number>): TraceEvent[] {
  const events = tapals.flatMap((tapal) => {
    const before = lastSequences.get(tapal.id) ?? 0
    const fresh = (tapal.history ?? []).filter(({ sequence }) => sequence > before)
    lastSequences.set(tapal.id, Math.max(before, ...fresh.map(({ sequence }) => sequence)))
    return fresh.map((entry) => ({
      ...entry,
      tapal: tapal.id,
      recipient: recipientOf(tapal),
      mechanism: tapal.mechanism,
      ageSeconds: Math.max(0, (Date.parse(entry.at) - Date.parse(tapal.createdAt)) / 1000),
    }))
  })
  return events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

export function eventLine(event: TraceEvent): string {
  const attempt = event.attempt === undefined ? '' : `try ${event.attempt}`
  const cells = [
    [instantOf(event.at), 19],
    [event.recipient, RECIPIENT_LETTERS],
    [event.mechanism, 9],
    [event.state, 12],
    [attempt, 6],
    [spanOf(event.ageSeconds), 10],
  ] as const
  const line = cells.map(([text, width]) => padded(plain(text), width)).join('  ')
  return `${line}  ${plain([event.cause, remarkOf(event)].filter(Boolean).join(', '))}`
}

function recipientOf({ recipient }: TapalResponse): string {
  const text = recipient.designation === '' ? recipient.name : `${recipient.designation}, ${recipient.name}`
  return text.length > RECIPIENT_LETTERS ? `${text.slice(0, RECIPIENT_LETTERS - 1)}…` : text
}

function actorOf({ actor }: HistoryEntry): string {
  return actor.holder ?? actor.designation ?? actor.agent ?? actor.kind
}

function remarkOf({ code, desk, escalation, dueAt }: HistoryEntry): string {
  const parts = [
    code ?? '',
    desk ? `${desk.from ? `${desk.from} → ` : ''}${desk.to}${desk.file ? ` (file ${desk.file})` : ''}` : '',
    escalation
      ? `level ${escalation.level}: ${escalation.designation ?? escalation.seat ?? 'no seat above'}`
      : '',
    dueAt ? `next ${instantOf(dueAt)}` : '',
  ]
  return parts.filter(Boolean).join(', ')
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
