// What an agent must do that comes for its letters: cases that run against any live one, which calls a stand-in of KCS.

import { equal, ok } from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { Envelope } from '../connectors/connector'
import type { StandIn } from './pull-stand-in'

export interface PullSubject {
  standIn: StandIn
  /** A new specimen letter with a delivery key of its own. */
  letter(): { id: string; envelope: Envelope }
  /** So long a case waits for the agent to do something. */
  waitMs: number
}

export interface PullCase {
  /** A sentence that says what the agent does when it conforms. */
  title: string
  /** Throws AssertionError when it does not do it. */
  run(subject: PullSubject): Promise<void>
}

export const PULL_CASES: readonly PullCase[] = [
  {
    title: 'it comes for its letters with its key',
    async run(subject) {
      const { fetchings } = subject.standIn
      await until(subject, () => fetchings.right > 0 || fetchings.wrong > 0, 'it did not come')
      ok(fetchings.right > 0, 'it does not show its key as Authorization: Bearer')
    },
  },
  {
    title: 'it says that it has a letter, by an id of its own',
    async run(subject) {
      const { id } = lay(subject)
      ok((await arrival(subject, id, 1)) !== '', 'its reference is empty')
    },
  },
  {
    title: 'what it said and was not answered it says again',
    async run(subject) {
      subject.standIn.fail({ said: 1 })
      const { id } = lay(subject)
      equal(await arrival(subject, id, 2), await arrival(subject, id, 1), 'it names another reference')
    },
  },
  {
    title: 'a letter that is given out twice is one letter under one reference',
    async run(subject) {
      const { standIn } = subject
      standIn.fail({ said: 1 })
      const { id } = lay(subject)
      const first = await arrival(subject, id, 1)
      // As after a lease that ran out, for KCS did not hear what was said.
      standIn.release(id)
      equal(await arrival(subject, id, 2), first, 'it names another reference the second time')
    },
  },
  {
    title: 'it fetches the documents, also where the line broke in the middle',
    async run(subject) {
      const { documents } = subject.standIn
      const before = documents.whole
      subject.standIn.fail({ document: 1 })
      lay(subject)
      await until(subject, () => documents.whole > before, 'it did not fetch the document to its end')
    },
  },
  {
    title: 'of a letter that was recalled it says whether it gives it back',
    async run(subject) {
      const { id } = lay(subject)
      await arrival(subject, id, 1)
      subject.standIn.recall(id)
      const answers = () => subject.standIn.said.filter((said) => said.id === id && said.act === 'withdraw')
      await until(subject, () => answers().length > 0, 'it said nothing of the recalled letter')
      const { body } = answers()[0]!
      ok(body['end'] === 'withdrawn' || body['end'] === 'taken', `it said ${JSON.stringify(body)}`)
    },
  },
]

function lay({ standIn, letter }: PullSubject): { id: string; envelope: Envelope } {
  const laid = letter()
  standIn.lay(laid.id, laid.envelope)
  return laid
}

/** The reference that it names when it says for that time that it has the letter. */
async function arrival(subject: PullSubject, id: string, number: number): Promise<string> {
  const sayings = () => subject.standIn.said.filter((said) => said.act === 'receive' && said.id === id)
  const what = number === 1 ? 'it did not say that it has the letter' : 'it did not say again that it has it'
  await until(subject, () => sayings().length >= number, what)
  const { reference } = sayings()[number - 1]!.body
  ok(typeof reference === 'string', 'it says that it has the letter without a reference')
  return reference
}

async function until({ waitMs }: PullSubject, is: () => boolean, otherwise: string): Promise<void> {
  for (const end = Date.now() + waitMs; !is(); await wait(50))
    ok(Date.now() < end, `${otherwise} within ${Math.round(waitMs / 1000)} s`)
}
