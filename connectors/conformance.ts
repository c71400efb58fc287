// What every filing system must do that speaks to KCS: cases that run against any live agent, test or real.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { type Outcome } from '../domain/letters/delivery/outcome'
import { cardOf } from '../domain/letters/systems'
import {
  type Connector,
  type Endpoint,
  type Parcel,
  type StatusAnswer,
  type Traits,
  traitsOf,
  type WithdrawAnswer,
} from './connector'

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
const overALine = (traits: Traits) => !traits.inside

/** Returns the cases that the system of this connector is held to. */
export function casesFor(connector: Connector): ConformanceCase[] {
  const traits = traitsOf(connector)
  return CONFORMANCE_CASES.filter(({ appliesTo }) => appliesTo(traits))
}

export const CONFORMANCE_CASES: readonly ConformanceCase[] = [
  {
    title: 'it says what it can take',
    appliesTo: everySystem,
    async run({ connector, endpoint }) {
      const result = await connector.capabilities(endpoint)
      ok('capabilities' in result, `it answered ${JSON.stringify(result)}`)
      ok(result.capabilities.mediaTypes.includes('application/pdf'), 'it does not take PDF')
      ok(result.capabilities.maxDocuments >= 1, 'it takes no document')
    },
  },
  {
    title: 'it takes a letter that is handed over',
    appliesTo: everySystem,
    async run(subject) {
      referenceOf(await deliver(subject, subject.parcel()))
    },
  },
  {
    title: 'a letter handed over twice is one letter under one reference',
    appliesTo: (traits) => traits.idempotent && overALine(traits),
    async run(subject) {
      const parcel = subject.parcel()
      const first = referenceOf(await deliver(subject, parcel))
      const second = referenceOf(await deliver(subject, { ...parcel, attempt: 2 }))
      equal(second, first, 'the second answer names another reference')
    },
  },
  {
    title: 'a letter handed over five times at once is one letter under one reference',
    appliesTo: (traits) => traits.idempotent && overALine(traits),
    async run(subject) {
      const parcel = subject.parcel()
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => deliver(subject, parcel)))
      equal(new Set(outcomes.map(referenceOf)).size, 1, 'the answers name several references')
    },
  },
  {
    title: 'a batch gets one report for each of its letters',
    appliesTo: everySystem,
    async run(subject) {
      const parcels = [subject.parcel(), subject.parcel(), subject.parcel()]
      const reports = await subject.connector.deliver(subject.endpoint, parcels)
      deepEqual(reports.map(({ tapalId }) => tapalId).sort(), parcels.map(({ tapalId }) => tapalId).sort())
      for (const { outcome } of reports) referenceOf(outcome)
    },
  },
  {
    title: 'it can be asked what became of a letter',
    appliesTo: (traits) => traits.hasStatus,
    async run(subject) {
      const parcel = subject.parcel()
      const reference = referenceOf(await deliver(subject, parcel))
      const status = await statusOf(subject, parcel)
      ok(status.kind !== 'unseen', 'it says that it never saw the letter')
      equal(referenceOf(status), reference)
    },
  },
  {
    title: 'of a key it never saw it says so',
    appliesTo: (traits) => traits.hasStatus,
    async run(subject) {
      deepEqual(await statusOf(subject, subject.parcel()), { kind: 'unseen' })
    },
  },
  {
    title: 'it gives a letter back, and says the same when asked again',
    appliesTo: (traits) => traits.canWithdraw && overALine(traits),
    async run(subject) {
      const parcel = subject.parcel()
      referenceOf(await deliver(subject, parcel))
      deepEqual(await withdraw(subject, parcel), { kind: 'withdrawn' })
      deepEqual(await withdraw(subject, parcel), { kind: 'withdrawn' })
    },
  },
  {
    title: 'it has nothing to give back under a key it never saw',
    appliesTo: (traits) => traits.canWithdraw && overALine(traits),
    async run(subject) {
      deepEqual(await withdraw(subject, subject.parcel()), { kind: 'unseen' })
    },
  },
  {
    title: 'it takes nothing from a caller that does not know its secret',
    appliesTo: (traits) => traits.hasStatus && overALine(traits),
    async run(subject) {
      const settings = Object.fromEntries(
        Object.entries(cardOf(subject.connector.mechanism).settings).map(([name, { madeBy }]) => [
          name,
          madeBy === 'kcs'
            ? `whsec_${Buffer.alloc(32, 'not the secret').toString('base64')}`
            : `not-the-${name}`,
        ]),
      )
      const stranger = { ...subject, endpoint: { ...subject.endpoint, settings } }
      const parcel = subject.parcel()
      equal((await deliver(stranger, parcel)).kind, 'auth')
      deepEqual(await statusOf(subject, parcel), { kind: 'unseen' })
    },
  },
]

async function deliver({ connector, endpoint }: Subject, parcel: Parcel): Promise<Outcome> {
  const [report] = await connector.deliver(endpoint, [parcel])
  ok(report, 'there was no report')
  equal(report.tapalId, parcel.tapalId)
  return report.outcome
}

async function statusOf({ connector, endpoint }: Subject, parcel: Parcel): Promise<StatusAnswer> {
  ok(connector.status, 'it cannot be asked')
  return connector.status(endpoint, parcel)
}

async function withdraw({ connector, endpoint }: Subject, parcel: Parcel): Promise<WithdrawAnswer> {
  ok(connector.withdraw, 'it gives nothing back')
  return connector.withdraw(endpoint, parcel)
}

/** The reference under which the letter was taken, at once or for later. */
function referenceOf(outcome: Outcome): string | undefined {
  ok(
    outcome.kind === 'delivered' || outcome.kind === 'duplicate' || outcome.kind === 'handed-over',
    `it answered ${JSON.stringify(outcome)}`,
  )
  return outcome.reference
}
