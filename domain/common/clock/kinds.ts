// The clocks that run on a letter, as one table: what starts and ends each, whether it can stand still, and how it is counted.

import type { StartRule } from './term'

/** What can start or end a clock. */
export type ClockEvent =
  | 'delivered'
  | 'acknowledged'
  | 'opened'
  | 'put-in-file'
  | 'answered'
  | 'passed-on'
  | 'disposed'
  | 'refused'
  | 'returned'
  | 'recalled'

export interface ClockCard {
  /** In words that fit after `the clock for`. */
  name: string
  nameMl: string
  starts: ClockEvent
  /** Each of them ends it. */
  ends: readonly ClockEvent[]
  /** Whether it can be paused: a wait for something that the office cannot hasten, such as a fee. */
  pauses: boolean
  /** How it starts where nothing else is said. */
  start: StartRule
}

/** What takes a letter out of an office ends all its clocks. */
const GONE = ['passed-on', 'refused', 'returned', 'recalled'] as const

function card(
  names: readonly [name: string, nameMl: string],
  starts: ClockEvent,
  ends: readonly ClockEvent[],
  pauses: boolean,
): ClockCard {
  const [name, nameMl] = names
  return { name, nameMl, starts, ends: [...ends, ...GONE], pauses, start: 'day-after' }
}

const table = {
  acknowledge: card(
    ['acknowledgement', 'കൈപ്പറ്റൽ'],
    'delivered',
    ['acknowledged', 'opened', 'put-in-file', 'disposed'],
    false,
  ),
  open: card(['opening', 'തുറക്കൽ'], 'acknowledged', ['opened', 'put-in-file', 'disposed'], false),
  act: card(['action', 'നടപടി'], 'acknowledged', ['put-in-file', 'answered', 'disposed'], true),
  reply: card(['a reply', 'മറുപടി'], 'acknowledged', ['answered', 'disposed'], true),
  transfer: card(
    ['passing on', 'മറ്റൊരു ഓഫീസിലേക്ക് അയയ്ക്കൽ'],
    'acknowledged',
    ['put-in-file', 'disposed'],
    false,
  ),
  dispose: card(['disposal', 'തീർപ്പാക്കൽ'], 'acknowledged', ['disposed'], true),
} satisfies Record<string, ClockCard>

export type ClockKind = keyof typeof table

export const CLOCK_KINDS = Object.keys(table) as ClockKind[]

/** The row of a kind. */
export function clockCard(kind: ClockKind): ClockCard {
  return table[kind]
}
