// The change feed of the agents: each change with its number, and the counter of each agent.

import { CHANGES_KEPT_DAYS, type NumberedChange, SIDES } from '../../../domain/letters/agent-feed/change'
import { CHANGE_KINDS } from '../../../domain/letters/agent-feed/kinds'
import type { Diary } from '../../../domain/letters/delivery/outcome'
import { declare, part } from '../../common/collection'

export interface AgentChangeRow extends Omit<NumberedChange, 'key' | 'agent'> {
  /** `<agent> <key of the change>`: it is told once to each agent. */
  _id: string
  /** Whose feed it stands in. */
  agent: string
  /** When it got its number; within a feed it never falls, so that the oldest numbers go first. */
  enteredAt: Date
}

export interface ChangeCounterRow {
  /** The agent. */
  _id: string
  /** The last number that was given. */
  last: number
  at: Date
}

const diary = part<Diary>({
  number: { type: String, required: true },
  date: { type: Date, required: true },
})

export const agentChangeCollection = declare<AgentChangeRow>(
  'agent-changes',
  {
    _id: String,
    agent: { type: String, required: true },
    number: { type: Number, required: true },
    kind: { type: String, enum: CHANGE_KINDS, required: true },
    as: { type: String, enum: SIDES, required: true },
    at: { type: Date, required: true },
    enteredAt: { type: Date, required: true },
    dispatch: { type: String, default: '' },
    tapal: { type: String, default: '' },
    endpoint: { type: String, default: '' },
    sender: { type: String, default: '' },
    office: { type: String, default: '' },
    seat: { type: String, default: '' },
    sequence: { type: Number, default: 0 },
    diary: { type: diary, default: null },
    code: { type: String, default: '' },
    level: { type: Number, default: 0 },
    test: Boolean,
  },
  [
    [{ agent: 1, number: 1 }, { unique: true }],
    [{ enteredAt: 1 }, { expireAfterSeconds: CHANGES_KEPT_DAYS * 24 * 3_600 }],
  ],
)

export const changeCounterCollection = declare<ChangeCounterRow>('agent-change-counters', {
  _id: String,
  last: { type: Number, required: true },
  at: { type: Date, required: true },
})
