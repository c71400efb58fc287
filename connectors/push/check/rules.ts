// All rules of docs/agent-protocol.md that the check of an agent can find broken.

import { ASKING_RULES, PROOF_RULES } from './asking-rules'
import { CALLING_RULES } from './calling-rules'
import type { Rule } from './rule'
import { TAKING_RULES } from './taking-rules'

const table = { ...PROOF_RULES, ...TAKING_RULES, ...ASKING_RULES, ...CALLING_RULES }

export type RuleId = keyof typeof table

export const RULES: Readonly<Record<RuleId, Rule>> = table
