// Letters on the real server whose histories are counted and kept.

import { temporal } from '@temporalio/proto'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { acknowledgeChange } from '../../domain/letters/tapal/acts'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { buildOffice, buildSeat } from '../support/builders'
import { until } from '../support/until'
import type { World } from '../support/world'

export type History = temporal.api.history.v1.IHistory

const { EventType } = temporal.api.enums.v1

/** Clocks that do not run out in a scene. */
export const CALM = { acknowledgeWithinSeconds: 48 * 3600, escalateEverySeconds: 24 * 3600 }

export interface Scenes {
  /** Offices of which each has a ladder of two seats above its inward seat. */
  offices(codes: readonly string[], mechanism?: Tapal['mechanism']): Promise<void>
  /** Sends to the offices for action and waits until all lanes have ended. */
  send(codes: readonly string[], overrides?: Partial<Dispatch>): Promise<Dispatch>
  /** The offices take the tapal; the run is told after each, or only after the last. */
  acknowledge(dispatch: Dispatch, codes: readonly string[], tell?: 'each' | 'last'): Promise<void>
  row(dispatch: Dispatch, code: string): Promise<Tapal>
  /** Waits for the end of the run and returns its history. */
  history(dispatch: Dispatch): Promise<History>
}

export function scenesIn(world: World): Scenes {
  const { tapals, offices, seats } = world.repositories
  const row = async ({ id }: Dispatch, code: string): Promise<Tapal> =>
    (await tapals.ofDispatch(id)).find(({ office }) => office === code)!
  const tell = async ({ id }: Dispatch): Promise<unknown> => {
    const { owing } = await tapals.owing(id)
    return world.runs.signal('dispatch', id, 'acknowledged', { outstanding: owing })
  }

  return {
    row,
    async offices(codes, mechanism = 'kcs-agent') {
      await offices.save(codes.map((code) => buildOffice(code, mechanism)))
      await seats.save(
        codes.flatMap((code) => [
          buildSeat(`${code}/TAPAL`, { reportsTo: `${code}/SUPDT` }),
          buildSeat(`${code}/SUPDT`, { reportsTo: `${code}/HEAD` }),
          buildSeat(`${code}/HEAD`),
        ]),
      )
    },
    async send(codes, overrides = {}) {
      const recipients = codes.map((office) => ({ office, purpose: 'action' as const }))
      const dispatch = await world.send({ recipients, times: CALM, ...overrides })
      await until(
        async () => {
          const progress = await world.runs.query('dispatch', dispatch.id, 'progress')
          const { lanes } = progress as { lanes: { done: boolean }[] }
          return lanes.length > 0 && lanes.every(({ done }) => done)
        },
        { what: 'all lanes to end' },
      )
      return dispatch
    },
    async acknowledge(dispatch, codes, telling = 'each') {
      const rows = await tapals.ofDispatch(dispatch.id)
      for (const [i, code] of codes.entries()) {
        const tapal = rows.find(({ office }) => office === code)!
        const diary = { number: `${code}/2026/1`, date: new Date() }
        const actor = { kind: 'seat', seat: tapal.seat, holder: 'PEN2' } as const
        const act = { actor, at: new Date(), cause: 'acknowledged-by-seat' as const }
        await tapals.apply(tapal.id, acknowledgeChange(tapal, { diary, ...act }))
        if (telling === 'last' && i < codes.length - 1) continue
        await tell(dispatch)
        await settled(world, dispatch)
      }
    },
    async history(dispatch) {
      await until(async () => (await world.runs.describe('dispatch', dispatch.id))?.status === 'completed', {
        what: 'the run to end',
      })
      return world.client.workflow.getHandle(`dispatch:${dispatch.id}`).fetchHistory()
    },
  }
}

/** Every signal has been worked on, so that the next costs a task of its own: the dearest case. */
async function settled(world: World, { id }: Dispatch): Promise<void> {
  const handle = world.client.workflow.getHandle(`dispatch:${id}`)
  await until(
    async () => {
      const { events } = await handle.fetchHistory()
      const last = EventType[events?.at(-1)?.eventType ?? 0]
      return (
        last === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED' ||
        last?.startsWith('EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED')
      )
    },
    { what: 'the signal to be worked on' },
  )
}

export function namesOf(history: History): string[] {
  return (history.events ?? []).map(({ eventType }) => EventType[eventType!].replace('EVENT_TYPE_', ''))
}

/** Everything in a history that was put there by KCS: payloads, memo, search attributes, details. As text. */
export function textOf(history: History): string {
  const parts: string[] = []
  const walk = (value: unknown): void => {
    if (value instanceof Uint8Array) parts.push(Buffer.from(value).toString('utf8'))
    else if (typeof value === 'string') parts.push(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  walk(history.events ?? [])
  return parts.join('\n')
}
