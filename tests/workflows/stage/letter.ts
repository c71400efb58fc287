// A letter of a story: what its sender and its offices can do, and what can be seen of it.

import type { WorkflowHandle } from '@temporalio/client'
import { temporal } from '@temporalio/proto'
import type { Repositories } from '../../../database'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { TapalEvent } from '../../../domain/letters/tapal/event'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ClockKind } from '../../../domain/common/clock/kinds'
import { isKcsError } from '../../../domain/common/error'
import type { Caller } from '../../../services/access/right/identity'
import type { Runs } from '../../../services/deps'
import { recallDispatch } from '../../../services/letters/dispatch/recall'
import { beginLedgerAct } from '../../../services/letters/ledger/begin-act'
import { newId } from '../../../process/new-id'
import { acknowledge } from '../../../services/letters/tapal/acknowledge'
import { standClock } from '../../../services/letters/tapal/change-clock'
import { close } from '../../../services/letters/tapal/close'
import type { TemporalRuns } from '../../../temporal/runs'
import type { DispatchProgress } from '../../../workflows/dispatch/messages'
import { until } from '../../support/until'
import type { SkippingTime } from './skipping-time'

export interface Letter {
  id: string
  acceptedAt: Date
  run: WorkflowHandle
  progress(): Promise<DispatchProgress>
  /** The tapal of an office. */
  tapal(office: string): Promise<Tapal>
  state(office: string): Promise<Tapal['state']>
  /** What happened to the tapal of an office after it was written, with the hours or minutes since acceptance. */
  trace(office: string): Promise<string[]>
  /** The office takes the tapal, if its state still allows it; `tell` false loses the signal. */
  acknowledge(office: string, options?: { tell: boolean }): Promise<boolean>
  /** The office pauses or resumes a clock. */
  standClock(office: string, kind: ClockKind, what: 'pause' | 'resume'): Promise<void>
  /** The office has done with it. */
  close(office: string): Promise<void>
  /** The sender takes it back; `tell` false loses the signal. */
  recall(options?: { tell: boolean }): Promise<void>
  /** The sender takes it back from those whom it has not reached. */
  recallUnreached(): Promise<void>
  /**
   * Waits until a lane waits for its next try. The row says so before the try has ended for Temporal, and a run that is
   * told to stop the lane in between meets a try under way.
   */
  paused(): Promise<void>
  /** Waits until every lane has reported to the run, which is after the rows show it. */
  reported(): Promise<void>
  /** Waits until the run has ended, in no more than real time. */
  end(): Promise<void>
  /** Types of the events of the run so far, without `EVENT_TYPE_`. */
  events(): Promise<string[]>
}

/** The filing system of the sending office. */
const SENDER = {
  kind: 'agent' as const,
  keyId: 'key',
  agent: {
    id: 'sender',
    name: 'sender',
    offices: ['SENDER'],
    endpoint: null,
    keys: [],
    createdAt: new Date(0),
  },
} satisfies Caller

const { EventType } = temporal.api.enums.v1

export function letterOf(
  { id, acceptedAt }: Dispatch,
  place: { time: SkippingTime; repositories: Repositories; runs: TemporalRuns; run: WorkflowHandle },
): Letter {
  const { time, repositories, runs, run } = place
  const { tapals } = repositories
  const tapal = async (office: string): Promise<Tapal> =>
    (await tapals.ofDispatch(id)).find((row) => row.office === office)!
  const progress = (): Promise<DispatchProgress> => run.query('progress')
  /** Calls a service on the server's clock, and tells the run what the service leaves for soon. */
  async function acting<T>(
    service: (deps: { repositories: Repositories; runs: Runs }, at: Date) => Promise<T>,
    tell = true,
  ): Promise<T> {
    const words: (() => Promise<unknown>)[] = []
    const soon: Runs['soon'] = (_key, word) => void words.push(word)
    const result = await service({ repositories, runs: { ...runs, soon } }, await time.read())
    if (tell) for (const word of words) await word()
    return result
  }

  return {
    id,
    acceptedAt,
    run,
    tapal,
    progress,
    state: async (office) => (await tapal(office))?.state,
    async trace(office) {
      const { events } = await tapal(office)
      return events.slice(1).map((event) => `${happened(event)} ${sinceText(acceptedAt, event.at)}`)
    },
    async acknowledge(office, { tell } = { tell: true }) {
      const { endpoint, id: tapalId } = await tapal(office)
      const caller = { kind: 'endpoint', endpoint, agent: endpoint } as const
      const input = { tapal: tapalId, diaryNumber: `${office}/1` }
      try {
        const { changed } = await acting((deps, at) => acknowledge(deps, caller, input, at), tell)
        return changed
      } catch (error) {
        if (isKcsError(error) && error.code === 'not-acknowledgeable') return false
        throw error
      }
    },
    async standClock(office, kind, what) {
      const { id: tapalId, seat } = await tapal(office)
      const agent = { ...SENDER.agent, id: office, offices: [office] }
      const on = { tapal: tapalId, kind, seat, what, reason: 'papers', key: what }
      await acting((deps, at) => standClock(deps, { kind: 'agent', keyId: 'key', agent }, on, at))
    },
    async close(office) {
      const { endpoint, id: tapalId } = await tapal(office)
      const caller = { kind: 'endpoint', endpoint, agent: endpoint } as const
      await acting((deps, at) => close(deps, caller, { tapal: tapalId }, at))
    },
    async recall({ tell } = { tell: true }) {
      await acting(
        (deps, at) => recallDispatch(deps, SENDER, { dispatch: id, reason: 'wrong enclosure' }, at),
        tell,
      )
    },
    async recallUnreached() {
      const whom = { kind: 'recall', district: null, department: null, alsoDelivered: false } as const
      const asked = { dispatch: id, reason: 'for others', idempotencyKey: id, ...whom }
      await acting((deps, at) => beginLedgerAct({ ...deps, newId }, SENDER, asked, at))
    },
    async paused() {
      await until(
        async () => {
          const { pendingActivities } = (await run.describe()).raw
          return pendingActivities?.some(({ attempt }) => attempt! > 1)
        },
        { what: 'a lane to wait for its next try' },
      )
    },
    async reported() {
      await until(async () => (await progress()).lanes.every(({ done }) => done), {
        what: 'the lanes to report',
      })
    },
    async end() {
      await until(async () => (await run.describe()).status.name === 'COMPLETED', { what: 'the run to end' })
    },
    async events() {
      const { events } = await run.fetchHistory()
      return (events ?? []).map((event) => EventType[event.eventType!].replace('EVENT_TYPE_', ''))
    },
  }
}

function happened({ kind, to, cause, escalation }: TapalEvent): string {
  if (kind === 'escalation') return `level ${escalation?.level}`
  return kind === 'state' ? to : cause
}

/** Whole minutes below an hour, else whole hours: due instants are rounded up to the minute. */
function sinceText(start: Date, at: Date): string {
  const minutes = Math.floor((at.getTime() - start.getTime()) / 60_000)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}
