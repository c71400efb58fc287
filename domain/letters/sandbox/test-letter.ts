// A test letter: what an integrator sends to try KCS out, kept apart from every letter that is meant.

/** What the test office does, which answers for offices that a test letter is not brought to. */
export const TEST_BEHAVIOURS = ['acknowledge', 'refuse', 'late', 'down'] as const
export type TestBehaviour = (typeof TEST_BEHAVIOURS)[number]

/** What makes a letter a test letter, in the rows of its dispatch and of its tapals. */
export interface TestMark {
  /** The agent that sent it, and the only one that may see it. */
  agent: string
  behaviour: TestBehaviour
}

/** For so many days a test letter is kept. */
export const TEST_LETTERS_KEPT_DAYS = 30
/** So many recipients a test letter has at most; what a group holds beyond them is left out. */
export const MAX_TEST_TAPALS = 100
/** What stands before the numbers of the sandbox. */
export const TEST_NUMBER_MARK = 'TEST-'

const ID_MARK = 'test-'

/** The id of a thing of the sandbox: whoever has an id knows in which record it stands. */
export function testId(id: string): string {
  return ID_MARK + id
}

/** Returns whether the id is one of the sandbox. */
export function isTestId(id: string): boolean {
  return id.startsWith(ID_MARK)
}
