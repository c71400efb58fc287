// What every filing system must do that speaks to KCS: cases that run against any live agent, test or real.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { type Outcome } from '../domain/letters/delivery/outcome'
import { type Connector, type Endpoint, type Parcel, type Traits } from './connector'

/** The system under examination, seen through its connector. */
export interface Subject {
  connector: Connector
  endpoint: Endpoint
  /** A new specimen letter with a delivery key of its own at each call; its documents can be fetched. */
  parcel(): Parcel
}

export interface ConformanceCase {
  /** A sentence that says what the system does when it conforms. */
  title: string
  /** Whether a system with these traits is held to it. */
  appliesTo(traits: Traits): boolean
  /** Throws AssertionError when the system does not do it. */
  run(subject: Subject): Promise<void>
}

const everySystem = () => true
const calledFromOutside = (traits: Traits) => !traits.inProcess

/** The cases a system with these traits is held to. */
export function casesFor(traits: Traits): ConformanceCase[] {
  return CONFORMANCE_CASES.filter(({ appliesTo }) => appliesTo(traits))
}

export const CONFORMANCE_CASES: readonly ConformanceCase[] = [
  {
    title: 'it says what it can take',
    appliesTo: everySystem,
    async run({ connector, endpoint }) {
      const answer = await connector.capabilities(endpoint)
      ok('capabilities' in answer, `it answered ${JSON.stringify(answer)}`)
      ok(answer.capabilities.mediaTypes.includes('application/pdf'), 'it does not take PDF')
      ok(answer.capabilities.maxDocuments >= 1, 'it takes no document')
    },
  },
  {
    title: 'it takes a letter that is handed over',
    appliesTo: everySystem,
    async run(subject) {
      taken(await deliver(subject, subject.parcel()))
    },
  },
  {
    title: 'a letter handed over twice is one letter under one reference',
    appliesTo: (traits) => traits.idempotent && calledFromOutside(traits),
    async run(subject) {
      const parcel = subject.parcel()
      const first = taken(await deliver(subject, parcel))
      const second = taken(await deliver(subject, { ...parcel, attempt: 2 }))
      equal(second, first, 'the second answer names another reference')
    },
  },
  {
    title: 'a letter handed over five times at once is one letter under one reference',
    appliesTo: (traits) => traits.idempotent && calledFromOutside(traits),
    async run(subject) {
      const parcel = subject.parcel()
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => deliver(subject, parcel)))
      equal(new Set(outcomes.map(taken)).size, 1, 'the answers name several references')
    },
  },
  {
    title: 'a batch gets one report for each of its letters',
    appliesTo: everySystem,
    async run(subject) {
      const parcels = [subject.parcel(), subject.parcel(), subject.parcel()]
      const reports = await subject.connector.deliver(subject.endpoint, parcels)
      deepEqual(reports.map(({ tapalId }) => tapalId).sort(), parcels.map(({ tapalId }) => tapalId).sort())
      for (const { outcome } of reports) taken(outcome)
    },
  },
  {
    title: 'it can be asked what became of a letter',
    appliesTo: (traits) => traits.hasStatus,
    async run(subject) {
      const parcel = subject.parcel()
      const reference = taken(await deliver(subject, parcel))
      const answer = await subject.connector.status(subject.endpoint, parcel)
      ok(answer.kind !== 'unseen', 'it says that it never saw the letter')
      equal(taken(answer), reference)
    },
  },
  {
    title: 'of a key it never saw it says so',
    appliesTo: (traits) => traits.hasStatus,
    async run({ connector, endpoint, parcel }) {
      deepEqual(await connector.status(endpoint, parcel()), { kind: 'unseen' })
    },
  },
  {
    title: 'it gives a letter back, and says the same when asked again',
    appliesTo: (traits) => traits.canWithdraw && calledFromOutside(traits),
    async run(subject) {
      const parcel = subject.parcel()
      taken(await deliver(subject, parcel))
      deepEqual(await subject.connector.withdraw(subject.endpoint, parcel), { kind: 'withdrawn' })
      deepEqual(await subject.connector.withdraw(subject.endpoint, parcel), { kind: 'withdrawn' })
    },
  },
  {
    title: 'it has nothing to give back under a key it never saw',
    appliesTo: (traits) => traits.canWithdraw && calledFromOutside(traits),
    async run({ connector, endpoint, parcel }) {
      deepEqual(await connector.withdraw(endpoint, parcel()), { kind: 'unseen' })
    },
  },
  {
    title: 'it takes nothing from a caller that does not know its secret',
    appliesTo: (traits) => traits.hasStatus && calledFromOutside(traits),
    async run(subject) {
      const secret = `whsec_${Buffer.alloc(32, 'not the secret').toString('base64')}`
      const stranger = { ...subject, endpoint: { ...subject.endpoint, secret, token: 'not-the-token' } }
      const parcel = subject.parcel()
      equal((await deliver(stranger, parcel)).kind, 'auth')
      deepEqual(await subject.connector.status(subject.endpoint, parcel), { kind: 'unseen' })
    },
  },
]

async function deliver({ connector, endpoint }: Subject, parcel: Parcel): Promise<Outcome> {
  const [report] = await connector.deliver(endpoint, [parcel])
  ok(report, 'there was no report')
  equal(report.tapalId, parcel.tapalId)
  return report.outcome
}

/** The reference under which the letter was taken, at once or for later. */
function taken(outcome: Outcome): string | undefined {
  ok(
    outcome.kind === 'delivered' || outcome.kind === 'duplicate' || outcome.kind === 'handed-over',
    `it answered ${JSON.stringify(outcome)}`,
  )
  return outcome.reference
}
