// What an operator reads in Temporal Web; counts and instants only, never letter text.

import { FALLBACK_SHARD } from '../../domain/letters/delivery/mechanism'
import type { DispatchProgress } from './messages'

const STAGES: Record<DispatchProgress['stage'], string> = {
  resolving: 'Finds the recipients and writes one tapal for each.',
  waiting: 'Hands over, and waits for what is owed.',
  withdrawing: 'The sender recalled the letter: takes it back at the systems that have it.',
  closing: 'Reads from the rows whether anything is still owed.',
  closed: 'Closed.',
}

/** The current details of a run, in Markdown. */
export function describe(state: DispatchProgress): string {
  const lanes = state.lanes.map(
    (lane) =>
      `- ${lane.mechanism}${partOf(lane.shard)}: ${lane.rows} tapals, ${lane.done ? 'lane done' : 'handing over'}`,
  )
  const waits =
    state.owing === 0
      ? 'Nothing is owed any more.'
      : `**${state.owing}** tapals still owe a delivery or an acknowledgement.`
  const next =
    state.next === null
      ? 'No clock is running yet.'
      : `Looks at the clocks at ${new Date(state.next).toISOString()}.`
  const cancel = state.cancelAsked
    ? ['A cancel changes nothing: what is owed stands in the rows. The sender takes a letter back by recall.']
    : []
  return [
    STAGES[state.stage],
    waits,
    next,
    `Escalation rounds so far: ${state.escalations}.`,
    ...cancel,
    '',
    ...lanes,
  ].join('\n')
}

function partOf(shard: number): string {
  if (shard === FALLBACK_SHARD) return ' (moved from an agent that is gone)'
  return shard === 0 ? '' : ` (part ${shard + 1})`
}
