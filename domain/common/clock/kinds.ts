// The kinds of clocks: how each is called, whether it can stand still, and from where it is counted.

import type { StartRule } from './term'

export interface ClockCard {
  /** In words that fit after `the clock for`. */
  name: string
  nameMl: string
  /** Whether it can be paused: a wait for something that the office cannot hasten, such as a fee. */
  pauses: boolean
  /** How it starts where nothing else is said. */
  start: StartRule
}

function card(name: string, nameMl: string, pauses: boolean, start: StartRule = 'day-after'): ClockCard {
  return { name, nameMl, pauses, start }
}

const table = {
  deliver: card('delivery', 'എത്തിക്കൽ', false, 'at-once'),
  repair: card('the repair of a failed delivery', 'പരാജയപ്പെട്ട എത്തിക്കൽ ശരിയാക്കൽ', false, 'at-once'),
  acknowledge: card('acknowledgement', 'കൈപ്പറ്റൽ', false),
  open: card('opening', 'തുറക്കൽ', false),
  act: card('action', 'നടപടി', true),
  reply: card('a reply', 'മറുപടി', true),
  transfer: card('passing on', 'മറ്റൊരു ഓഫീസിലേക്ക് അയയ്ക്കൽ', false),
  dispose: card('disposal', 'തീർപ്പാക്കൽ', true),
} satisfies Record<string, ClockCard>

export type ClockKind = keyof typeof table

export const CLOCK_KINDS = Object.keys(table) as ClockKind[]

/** The row of a kind. What starts and ends the clocks of a letter, and its ladder, is in letters/tapal/clock-table.ts. */
export function clockCard(kind: ClockKind): ClockCard {
  return table[kind]
}
