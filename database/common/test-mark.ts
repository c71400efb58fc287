// What makes a row one of a test letter; no row of a letter that is meant has it.

import { TEST_BEHAVIOURS, type TestMark } from '../../domain/letters/sandbox/test-letter'
import { type Index, part } from './collection'

export const testMarkPart = part<TestMark>({
  agent: { type: String, required: true },
  behaviour: { type: String, enum: TEST_BEHAVIOURS, required: true },
})

/** The test letters of one agent; of every row where nobody is named, as where letters are meant. */
export function ofTester(tester: string | undefined): { 'test.agent'?: string } {
  return tester === undefined ? {} : { 'test.agent': tester }
}

/** A list by this field, newest first, of one agent's test letters. */
export const testerIndex = (field: string): Index => [{ [field]: 1, 'test.agent': 1, _id: -1 }]
