// Endpoints: addresses of agents, with the state of their pause.

import { Schema } from 'mongoose'
import { MECHANISMS, type Mechanism } from '../../../domain/letters/delivery/mechanism'
import type { BackOff } from '../../../domain/letters/delivery/back-off'
import { ENDPOINT_STATES, type EndpointState, type PausedBy } from '../../../domain/letters/endpoint/endpoint'

export interface EndpointRow {
  _id: string
  mechanism: Mechanism
  agent: string | null
  address: string
  /** The settings as JSON, sealed with the key of the installation; empty where there are none. */
  sealedSettings: string
  /** Read from rows that were written before settings were one object; empty in all others. */
  sealedSecret: string
  sealedToken: string
  backOff: BackOff
  concurrency: number
  state: EndpointState
  pausedBy: PausedBy | null
  pausedAt: Date | null
  /** Outcome code of the fault that paused it, or the operator's reason. */
  reason: string
  failuresInRow: number
}

export const endpointSchema = new Schema<EndpointRow>(
  {
    _id: String,
    mechanism: { type: String, enum: MECHANISMS, required: true },
    agent: { type: String, default: null },
    address: { type: String, default: '' },
    sealedSettings: { type: String, default: '' },
    sealedSecret: { type: String, default: '' },
    sealedToken: { type: String, default: '' },
    backOff: { _id: false, initialMs: Number, factor: Number, maxMs: Number, maxAttempts: Number },
    concurrency: { type: Number, required: true },
    state: { type: String, enum: ENDPOINT_STATES, required: true },
    pausedBy: { type: String, enum: ['kcs', 'operator', null], default: null },
    pausedAt: { type: Date, default: null },
    reason: { type: String, default: '' },
    failuresInRow: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

endpointSchema.index({ agent: 1 })
endpointSchema.index({ state: 1 })
