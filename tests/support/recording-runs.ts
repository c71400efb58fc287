// The port of runs without Temporal, for tests of the doors: what it was called with is kept, nothing runs.

import type { TemporalRuns } from '../../temporal/runs'
import { MANIFESTS } from '../../process/cases'

/** Only notes its calls; `down` makes each call fail as an unreachable Temporal does. */
export interface RecordingRuns extends TemporalRuns {
  calls: { call: string; subject: string; args: readonly unknown[] }[]
  down: boolean
}

export function recordingRuns(): RecordingRuns {
  const note = (call: string, subject: string, args: readonly unknown[] = []): void => {
    runs.calls.push({ call, subject, args })
    if (runs.down) throw Object.assign(new Error('Temporal is down'), { code: 'service-unavailable' })
  }
  const manifest = (name: string) => MANIFESTS.find((one) => one.name === name)!
  const runs: RecordingRuns = {
    calls: [],
    down: false,
    async start(name, subject) {
      note(`start ${name}`, subject)
      return { workflowId: manifest(name).workflowId(subject) }
    },
    async signal(name, subject, signal, ...args) {
      note(`signal ${name} ${signal}`, subject, args)
      return true
    },
    async signalWithStart(name, subject, signal, ...args) {
      note(`signalWithStart ${name} ${signal}`, subject, args)
    },
    async query(name, subject, query) {
      note(`query ${name} ${query}`, subject)
      return null
    },
    async relaySignal(name, subject, signal, args) {
      note(`signal ${name} ${signal}`, subject, args)
      return true
    },
    async relayQuery(name, subject, query) {
      note(`query ${name} ${query}`, subject)
      return null
    },
    async describe(name, subject) {
      note(`describe ${name}`, subject)
      return null
    },
    async reachable() {
      return !runs.down
    },
    async startAgain(name, subject) {
      note(`startAgain ${name}`, subject)
    },
    async terminate(name, subject, reason) {
      note(`terminate ${name}`, subject, [reason])
    },
    async underWay(name) {
      note(`underWay ${name}`, '')
      return { runs: [], next: null }
    },
    async failing(name) {
      note(`failing ${name}`, '')
      return []
    },
    async schedule(name, subject, ...rhythm) {
      note(`schedule ${name}`, subject, rhythm)
    },
    async unschedule(name, subject) {
      note(`unschedule ${name}`, subject)
    },
    async scheduled(name) {
      note(`scheduled ${name}`, '')
      return new Map()
    },
    async identity() {
      note('identity', '')
      return 'recording'
    },
  }
  return runs
}
