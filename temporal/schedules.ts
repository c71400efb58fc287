// Runs that are started again and again: one schedule for each subject of such a case.

import { ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import { type Calls, flowKey } from './calls'
import type { Rhythm, TemporalRuns } from './runs'

/** What was missed while the server was away is not made up for: the next run does it all. */
const CATCH_UP = '10 seconds'
/** Of the time between two runs, so that those of many subjects do not come at once. */
const JITTER = 0.25

/** The part of the port that keeps schedules. */
export function schedulesOf({
  client,
  call,
  manifestOf,
}: Calls): Pick<TemporalRuns, 'schedule' | 'unschedule' | 'scheduled'> {
  const handleOf = (name: string, subject: string) =>
    client.schedule.getHandle(manifestOf(name).workflowId(subject))

  return {
    async schedule(name, subject, rhythm, input) {
      const { workflowType, taskQueue, workflowId } = manifestOf(name)
      const id = workflowId(subject)
      const typedSearchAttributes = new TypedSearchAttributes([{ key: flowKey, value: name }])
      const staticSummary = `${name} ${subject}`
      const kept = {
        spec: specOf(rhythm),
        policies: { overlap: 'SKIP' as const, catchupWindow: CATCH_UP },
        action: {
          type: 'startWorkflow' as const,
          ...{ workflowType, taskQueue, workflowId: id, args: [input], typedSearchAttributes, staticSummary },
        },
        typedSearchAttributes,
        state: { paused: rhythm.paused },
      }
      try {
        await call(() => client.schedule.create({ scheduleId: id, ...kept }))
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error
        await call(() => handleOf(name, subject).update(() => kept))
      }
    },

    async unschedule(name, subject) {
      try {
        await call(() => handleOf(name, subject).delete())
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error
      }
    },

    async scheduled(name) {
      const prefix = manifestOf(name).workflowId('')
      return call(async () => {
        const found = new Map<string, Rhythm>()
        for await (const { scheduleId, spec, state } of client.schedule.list({
          query: `${flowKey.name} = '${name}'`,
        }))
          found.set(scheduleId.slice(prefix.length), {
            everySeconds: Number(spec?.intervals?.[0]?.every ?? 0) / 1000,
            paused: state.paused,
          })
        return found
      })
    },
  }
}

function specOf({ everySeconds }: Rhythm) {
  return { intervals: [{ every: everySeconds * 1000 }], jitter: Math.round(everySeconds * 1000 * JITTER) }
}
