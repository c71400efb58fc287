// The port `runs` over Temporal's client.

import type { Client } from '@temporalio/client'
import { callsOf, type RunsOptions } from './calls'
import { unlessGone } from './faults'
import type { TemporalRuns } from './runs'
import { schedulesOf } from './schedules'
import { startsOf } from './starts'
import { viewsOf } from './views'

/** Makes the port. The client's connection may be lazy: nothing is called before the first use. */
export function createTemporalRuns(client: Client, options: RunsOptions): TemporalRuns {
  const calls = callsOf(client, options)
  const { call, handleOf } = calls

  const relaySignal: TemporalRuns['relaySignal'] = (name, subject, signal, args) => {
    const handle = handleOf(name, subject)
    return unlessGone(() => call(() => handle.signal(signal, ...args)).then(() => true), false)
  }
  const relayQuery = <Result>(name: string, subject: string, query: string): Promise<Result | null> => {
    const handle = handleOf(name, subject)
    return unlessGone(() => call(() => handle.query<Result>(query)), null)
  }

  return {
    ...startsOf(calls),
    ...viewsOf(calls),
    ...schedulesOf(calls),
    signal: async (name, subject, signal, ...args) => relaySignal(name, subject, signal, args),
    query: async (name, subject, query) => relayQuery(name, subject, query),
    relaySignal: async (...signal) => relaySignal(...signal),
    relayQuery: async (...query) => relayQuery<unknown>(...query),

    async terminate(name, subject, reason) {
      const handle = handleOf(name, subject)
      await unlessGone(() => call(() => handle.terminate(reason)), undefined)
    },
  }
}
