// What every filing system must do that speaks to KCS: cases that run against any live agent, test or real.

import { deepEqual, equal, fail, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { type Outcome } from '../domain/letters/delivery/outcome'
import { cardOf } from '../domain/letters/systems'
import {
  type CollectAnswer,
  type CollectedDocument,
  type CollectedLetter,
  type CollectResult,
  MAX_COLLECT_KEY,
  MAX_COLLECTED,
  type UnreadLetter,
} from './collect'
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
  /** For a system from which letters are collected: one of its offices writes a letter with a document. */
  originate?(): Promise<unknown>
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
      const idsOf = (list: readonly { tapalId: string }[]) => list.map(({ tapalId }) => tapalId).sort()
      deepEqual(idsOf(reports), idsOf(parcels), 'the reports are not one for each of the letters')
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
      equal(referenceOf(status), reference, 'it names another reference than when it took the letter')
    },
  },
  {
    title: 'of a key it never saw it says so',
    appliesTo: (traits) => traits.hasStatus,
    async run(subject) {
      is(await statusOf(subject, subject.parcel()), 'unseen')
    },
  },
  {
    title: 'it gives a letter back, and says the same when asked again',
    appliesTo: (traits) => traits.canWithdraw && overALine(traits),
    async run(subject) {
      const parcel = subject.parcel()
      referenceOf(await deliver(subject, parcel))
      is(await withdraw(subject, parcel), 'withdrawn')
      is(await withdraw(subject, parcel), 'withdrawn', 'asked again, ')
    },
  },
  {
    title: 'it has nothing to give back under a key it never saw',
    appliesTo: (traits) => traits.canWithdraw && overALine(traits),
    async run(subject) {
      is(await withdraw(subject, subject.parcel()), 'unseen')
    },
  },
  {
    title: 'it takes nothing from a caller that does not know its secret',
    appliesTo: (traits) => traits.hasStatus && overALine(traits),
    async run(subject) {
      const settings = Object.fromEntries(
        Object.entries(cardOf(subject.connector.mechanism).settings).flatMap(([name, { madeBy, proves }]) => {
          if (proves === 'nothing') return []
          const strange =
            madeBy === 'kcs'
              ? `whsec_${Buffer.alloc(32, 'not the secret').toString('base64')}`
              : `not-the-${name}`
          return [[name, strange]]
        }),
      )
      const stranger = { ...subject, endpoint: { ...subject.endpoint, settings } }
      const parcel = subject.parcel()
      is(await deliver(stranger, parcel), 'auth')
      is(await statusOf(subject, parcel), 'unseen', 'of the letter that it turned down ')
    },
  },
  {
    title:
      'what its offices send can be collected, each letter with a key of its own, and it comes to an end',
    appliesTo: (traits) => traits.sendsByCollect,
    async run(subject) {
      await subject.originate?.()
      await subject.originate?.()
      const keys = (await collectAll(subject)).map(({ key }) => key)
      ok(keys.length > 0, 'it offers no letter; write one to an office of KCS there, and try again')
      equal(new Set(keys).size, keys.length, 'two letters have the same key')
      for (const key of keys)
        ok(
          key !== null && key !== '' && key.length <= MAX_COLLECT_KEY,
          `it offers a letter under the key ${key}`,
        )
    },
  },
  {
    title: 'what was collected and not settled comes again after the same cursor',
    appliesTo: (traits) => traits.sendsByCollect,
    async run(subject) {
      await subject.originate?.()
      const keys = (await collectAll(subject)).map(({ key }) => key)
      const again = (await collectAll(subject)).map(({ key }) => key).slice(0, keys.length)
      deepEqual(again, keys, 'it offers other letters, or in another order, the second time')
    },
  },
  {
    title: 'the documents of what it sends can be opened, more than once, and are what it says they are',
    appliesTo: (traits) => traits.sendsByCollect,
    async run(subject) {
      await subject.originate?.()
      const documents = (await collectAll(subject)).flatMap((letter) =>
        letter.kind === 'unread' ? [] : letter.documents,
      )
      ok(documents.length > 0, 'it offers no letter with a document; write one there, and try again')
      for (const document of documents.slice(0, 3)) {
        const first = await digestOf(document)
        equal(first, await digestOf(document), 'the content is another one the second time')
        if (document.sha256 !== undefined)
          equal(first, document.sha256.toLowerCase(), 'the content has another sha256 than it says')
      }
    },
  },
  {
    title: 'it can be told twice what was taken and what was refused, also of what it does not know',
    appliesTo: (traits) => traits.sendsByCollect,
    async run(subject) {
      await subject.originate?.()
      const { connector, endpoint } = subject
      if (!connector.settle) return
      const known = (await collectAll(subject)).find(({ key }) => key !== null)
      const errors = [{ pointer: '/subject', detail: 'must not be empty' }]
      const results: CollectResult[] = [
        { of: 'letter', key: 'never-seen', kind: 'refused', errors },
        ...(known?.key ? [{ of: 'letter', key: known.key, kind: 'refused', errors } as const] : []),
      ]
      for (const time of ['', 'told again, '])
        deepEqual(await connector.settle(endpoint, results), { settled: true }, `${time}it does not take it`)
    },
  },
]

/** All letters that it offers from its beginning, in pages as it makes them. */
async function collectAll({ connector, endpoint }: Subject): Promise<(CollectedLetter | UnreadLetter)[]> {
  const letters: (CollectedLetter | UnreadLetter)[] = []
  let after: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: CollectAnswer = await connector.collect!(endpoint, after)
    ok('letters' in page, `it answered ${JSON.stringify(page)}`)
    ok(page.letters.length <= MAX_COLLECTED, 'a page is longer than it may be')
    letters.push(...page.letters)
    if (!page.hasMore) return letters
    ok(page.next !== after, 'it says that there is more and gives the same cursor')
    after = page.next
  }
  return fail('its pages do not end')
}

const MOST_PAGES = 1_000

async function digestOf(document: CollectedDocument): Promise<string> {
  const opened = await document.open()
  ok('stream' in opened, `the document ${document.name} cannot be opened: ${JSON.stringify(opened)}`)
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of opened.stream) {
    hash.update(chunk as Buffer)
    size += (chunk as Buffer).length
  }
  if (opened.size !== undefined) equal(size, opened.size, 'the document is longer or shorter than it says')
  return hash.digest('hex')
}

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

/** What it answered must be of this kind; else it is said what it was. */
function is(answer: { kind: string }, kind: string, when = ''): void {
  equal(answer.kind, kind, `${when}it answered ${JSON.stringify(answer)}`)
}

/** The reference under which the letter was taken, at once or for later. */
function referenceOf(outcome: Outcome): string | undefined {
  ok(
    outcome.kind === 'delivered' || outcome.kind === 'duplicate' || outcome.kind === 'handed-over',
    `it answered ${JSON.stringify(outcome)}`,
  )
  return outcome.reference
}
