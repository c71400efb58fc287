// Agents: filing systems registered with KCS, and the keys they call with.

import { declare, part } from '../../common/collection'

export interface AgentKeyRow {
  id: string
  /** sha256 of the secret part; the key itself is shown once and never kept. */
  hash: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  /** It opens the sandbox alone. */
  test?: true
}

export interface AgentRow {
  _id: string
  name: string
  /** Offices the agent may act and send for. */
  offices: string[]
  endpoint: string | null
  keys: AgentKeyRow[]
  createdAt: Date
  /** When it last called with a key, to some seconds. */
  seenAt?: Date | null
}

const key = part<AgentKeyRow>({
  id: { type: String, required: true },
  hash: { type: String, required: true },
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, default: null },
  revokedAt: { type: Date, default: null },
  test: Boolean,
})

export const agentCollection = declare<AgentRow>(
  'agents',
  {
    _id: String,
    name: { type: String, required: true },
    offices: [String],
    endpoint: { type: String, default: null },
    keys: { type: [key], required: true },
    createdAt: { type: Date, required: true },
    seenAt: { type: Date, default: null },
  },
  [[{ 'keys.id': 1 }, { unique: true, sparse: true }], [{ offices: 1 }]],
)
