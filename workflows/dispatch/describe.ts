// What an operator reads in Temporal Web; counts and instants only, never letter text.

import type { DispatchProgress } from './messages'

/** The current details of a run, in Markdown. */
export function describe(state: DispatchProgress): string {
  const lanes = state.lanes.map(
    (lane) =>
      `- ${lane.mechanism}${lane.shard > 0 ? ` (part ${lane.shard + 1})` : ''}: ${lane.rows} tapals, ${lane.done ? 'lane done' : 'handing over'}`,
  )
  const waits =
    state.owing === 0
      ? 'Nothing is owed any more.'
      : `**${state.owing}** tapals still owe a delivery or an acknowledgement.`
  const next =
    state.next === null
      ? 'No clock is running yet.'
      : `Looks at the clocks at ${new Date(state.next).toISOString()}.`
  return [waits, next, `Escalation rounds so far: ${state.escalations}.`, '', ...lanes].join('\n')
}
