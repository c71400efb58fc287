// Agents: filing systems registered with KCS, and the keys they call with.

import { Schema } from 'mongoose'

export interface AgentKeyRow {
  id: string
  /** sha256 of the secret part; the key itself is shown once and never kept. */
  hash: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
}

export interface AgentRow {
  _id: string
  name: string
  /** Offices the agent may act and send for. */
  offices: string[]
  endpoint: string | null
  keys: AgentKeyRow[]
  createdAt: Date
}

const { Mixed } = Schema.Types

export const agentSchema = new Schema<AgentRow>(
  {
    _id: String,
    name: { type: String, required: true },
    offices: [String],
    endpoint: { type: String, default: null },
    keys: { type: [Mixed], required: true } as never,
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

agentSchema.index({ 'keys.id': 1 }, { unique: true, sparse: true })
