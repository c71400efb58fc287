// Whether a letter that is handed over is a test letter: by its own word, or by the key of its sender.

import { faultOfFields } from '../../../domain/common/error'
import { type TestBehaviour, type TestMark } from '../../../domain/letters/sandbox/test-letter'
import type { Caller } from '../../access/right/identity'

interface StatedTest {
  test?: boolean | undefined
  testBehaviour?: TestBehaviour | undefined
}

/** With a test key a letter is a test letter whatever it says. */
export function isTestLetter(caller: Caller, { test }: Pick<StatedTest, 'test'>): boolean {
  return test === true || (caller.kind === 'agent' && caller.test === true)
}

/**
 * Null for a letter that is meant. With a test key it is a test letter whatever it says. Throws KcsError `validation-failed`
 * for a test letter of an officer, and for a behaviour that is stated of a letter that is meant.
 */
export function testMarkOf(caller: Caller, { test, testBehaviour }: StatedTest): TestMark | null {
  const isTest = isTestLetter(caller, { test })
  if (!isTest && testBehaviour !== undefined)
    throw faultOfFields([
      { pointer: '/testBehaviour', detail: 'belongs to test letters alone: say test: true' },
    ])
  if (!isTest) return null
  if (caller.kind !== 'agent')
    throw faultOfFields([{ pointer: '/test', detail: 'test letters are sent by filing systems alone' }])
  return { agent: caller.agent.id, behaviour: testBehaviour ?? 'acknowledge' }
}
