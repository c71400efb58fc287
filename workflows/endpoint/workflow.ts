// The run that owns a paused endpoint: probes, drains what is parked, and ends when nothing is.

import {
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import { PARKED, STAGE } from './search-attributes'
import { deliveryOf, remote } from '../steps/activities'
import { until } from '../steps/until'
import {
  type EndpointInput,
  type EndpointProgress,
  endpointProgressQuery,
  parkedSignal,
  resumedSignal,
} from './messages'

export async function endpoint(input: EndpointInput): Promise<void> {
  const { endpointId } = input
  const state: EndpointProgress = { stage: 'probing', probes: input.probes ?? 0, parked: 0, next: null }
  let shown = -1
  let resumed = false
  let parkedMore = false

  setHandler(endpointProgressQuery, () => state)
  setHandler(parkedSignal, () => {
    parkedMore = true
  })
  setHandler(resumedSignal, () => {
    resumed = true
  })

  for (;;) {
    resumed = false
    parkedMore = false
    enter('probing', null)
    const seen = await remote.probe(endpointId, state.probes)
    state.parked = seen.parked
    if (seen.next === 'done') {
      if (parkedMore || resumed) continue
      break
    }
    if (seen.next === 'operator') {
      enter('waiting-for-operator', null)
      await condition(() => resumed)
      continue
    }
    if (seen.next === 'drain') {
      enter('draining', null)
      const drained = await deliveryOf(seen.mechanism, `${seen.parked} parked tapals`).drain(endpointId)
      state.parked = drained.left
      const moving = drained.left === 0 || drained.delivered > 0
      if (drained.faults === 0 && moving) {
        state.probes = 0
        continue
      }
    }
    await wait(seen.waitMs)
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof endpoint>({ endpointId, probes: state.probes })
  }
  enter('done', null)

  async function wait(ms: number): Promise<void> {
    state.probes += 1
    const at = Date.now() + ms
    enter('waiting', at)
    await until(() => resumed, at)
  }

  function enter(stage: EndpointProgress['stage'], next: number | null): void {
    if (stage !== state.stage || state.parked !== shown)
      upsertSearchAttributes([
        { key: STAGE, value: stage },
        { key: PARKED, value: state.parked },
      ])
    shown = state.parked
    state.stage = stage
    state.next = next
    const when = next === null ? '' : ` Next probe at ${new Date(next).toISOString()}.`
    setCurrentDetails(
      `**${state.parked}** tapals wait at this endpoint. Stage: ${stage}, probes so far: ${state.probes}.${when}`,
    )
  }
}
