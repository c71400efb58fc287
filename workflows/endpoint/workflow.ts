// The run that owns a paused endpoint: probes, drains what is parked, and ends when nothing is.

import {
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import type { DrainReport } from '../../activities/letters/endpoint'
import { deliveryOf, remote } from '../steps/activities'
import { until } from '../steps/until'
import {
  type EndpointInput,
  type EndpointProgress,
  endpointProgressQuery,
  parkedSignal,
  type RestStage,
  resumedSignal,
} from './messages'
import { PARKED, STAGE } from './search-attributes'

/** While an operator's pause holds the record is read again after this time, should their word be lost. */
const OPERATOR_LOOK_MS = 3_600_000

/** A report as it may stand in a recorded history. */
type RecordedReport = Omit<DrainReport, 'goesOn'> & { goesOn?: boolean }

export async function endpoint({ endpointId, probes = 0, rest }: EndpointInput): Promise<void> {
  const state: EndpointProgress = { stage: 'probing', probes, parked: 0, next: null }
  let probesShown = -1
  let resumed = false
  let parkedMore = false

  setHandler(endpointProgressQuery, () => state)
  setHandler(parkedSignal, () => {
    parkedMore = true
  })
  setHandler(resumedSignal, () => {
    resumed = true
  })

  if (rest) await restUntil(rest.stage, rest.until)
  for (;;) {
    resumed = false
    parkedMore = false
    enter('probing', null)
    const report = await remote.probe(endpointId, state.probes)
    state.parked = report.parked
    if (report.next === 'done') {
      if (parkedMore || resumed) continue
      break
    }
    if (report.next === 'operator') {
      await restUntil('waiting-for-operator', Date.now() + OPERATOR_LOOK_MS)
      continue
    }
    let { waitMs } = report
    if (report.next === 'drain') {
      enter('draining', null)
      const drained = await deliveryOf(report.mechanism, `${report.parked} parked tapals`).drain(endpointId)
      state.parked = drained.left
      if (goesOn(drained)) {
        state.probes = 0
        continue
      }
      waitMs = drained.waitMs ?? waitMs
    }
    state.probes += 1
    await restUntil('waiting', Date.now() + waitMs)
  }
  enter('done', null)

  /** Waits until the instant or an operator's word. Letters parked meanwhile fill the history: a new one is begun in time. */
  async function restUntil(stage: RestStage, at: number): Promise<void> {
    enter(stage, at)
    const full = (): boolean => workflowInfo().continueAsNewSuggested
    await until(() => resumed || full(), at)
    if (full())
      await continueAsNew<typeof endpoint>({
        endpointId,
        probes: state.probes,
        ...(resumed ? {} : { rest: { stage, until: at } }),
      })
  }

  function enter(stage: EndpointProgress['stage'], next: number | null): void {
    if (stage !== state.stage || state.parked !== probesShown)
      upsertSearchAttributes([
        { key: STAGE, value: stage },
        { key: PARKED, value: state.parked },
      ])
    probesShown = state.parked
    state.stage = stage
    state.next = next
    const when = next === null ? '' : ` Looks again at ${new Date(next).toISOString()}.`
    setCurrentDetails(
      `**${state.parked}** tapals wait at this endpoint. Stage: ${stage}, probes so far: ${state.probes}.${when}`,
    )
  }
}

/** Whether there is more to do at once; a report of an older worker does not say it. */
function goesOn({ goesOn: says, left, delivered, faults }: RecordedReport): boolean {
  return says ?? (faults === 0 && (left === 0 || delivered > 0))
}
