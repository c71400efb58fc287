// The test office: what it answers, in the place of offices to which no test letter is brought.

import { dayInKerala, startOfDay } from '../../common/clock/ist'
import type { Diary, Outcome } from '../delivery/outcome'
import type { Mechanism } from '../systems'
import type { TestBehaviour } from './test-letter'

/** The way whose lane the test office serves; no call goes out by it. */
export const TEST_OFFICE = 'kcs-agent' satisfies Mechanism

/** The systems whose letters say that they are tests; a test letter is brought by no other. */
const MARKED = ['push', 'pull'] as const satisfies Mechanism[]

/** Returns whether a letter that is brought by that way says that it is a test. */
export function saysItIsATest(mechanism: Mechanism): boolean {
  return (MARKED as readonly Mechanism[]).includes(mechanism)
}

/** Signs of the id of a tapal by which its diary number is told from others. */
const NUMBER_LENGTH = 10

/** The diary number of the test office for a tapal; the same on every try. */
export function testDiary(tapalId: string, at: Date): Diary {
  return { number: `TEST/${tapalId.slice(-NUMBER_LENGTH)}`, date: startOfDay(dayInKerala(at)) }
}

/** What the test office does with a letter that is handed over to it. */
export function testOutcome(behaviour: TestBehaviour, tapalId: string, at: Date): Outcome {
  switch (behaviour) {
    case 'acknowledge':
      return { kind: 'delivered', diary: testDiary(tapalId, at) }
    case 'refuse':
      return {
        kind: 'refused',
        code: 'not-for-this-office',
        reason: 'The test office refuses the letter, as its sender has asked.',
      }
    // It is taken when its clock has run out.
    case 'late':
      return { kind: 'delivered' }
    case 'down':
      return { kind: 'retry-later', code: 'test-office-down', inDoubt: false }
  }
}
