// What makes a row one of a test letter; no row of a letter that is meant has it.

import { TEST_BEHAVIOURS, type TestMark } from '../../domain/letters/sandbox/test-letter'
import { part } from './collection'

export const testMarkPart = part<TestMark>({
  agent: { type: String, required: true },
  behaviour: { type: String, enum: TEST_BEHAVIOURS, required: true },
})
