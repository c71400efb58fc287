// What a case of the check is.

import { type Examination } from './examination'
import { type RuleId } from './rules'

export interface AgentCase {
  /** Names it for machines. */
  id: string
  /** The section of docs/agent-protocol.md that it looks after. */
  section: string
  /** A sentence that says what the agent does when it conforms. */
  title: string
  /** Faults that make it pointless: where one was found before, the case is not judged. */
  blockedBy: readonly RuleId[]
  /** Notes what it finds; throws for nothing that the agent does. */
  run(examination: Examination): Promise<void>
}

/** With these nothing more can be learnt of an agent. */
export const UNREACHED: readonly RuleId[] = ['no-answer', 'proof-refused']

/** With these it takes no letter of ours. */
export const TAKES_NONE: readonly RuleId[] = [
  ...UNREACHED,
  'too-late',
  'redirect',
  'not-taken',
  'specimen-refused',
]

/** With these it cannot be seen what became of a letter. */
export const STATUS_BROKEN: readonly RuleId[] = [
  'get-refused',
  'status-unknown',
  'status-failed',
  'state-unknown',
  'unknown-key-known',
]
