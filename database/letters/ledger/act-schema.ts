// What senders do with many recipients of a letter at once: kept until it is done, whatever dies meanwhile.

import {
  LEDGER_ACT_STATES,
  LEDGER_ACTS,
  type LedgerActKind,
  type LedgerActState,
  type LedgerPart,
} from '../../../domain/letters/ledger/act'
import type { Actor } from '../../../domain/letters/tapal/event'
import { actorPart } from '../../common/actor'
import { declare } from '../../common/collection'

export interface LedgerActRow extends LedgerPart {
  _id: string
  /** Caller and Idempotency-Key, so that it is begun once. */
  key: string
  dispatch: string
  kind: LedgerActKind
  reason: string
  actor: Actor
  at: Date
  /** How many recipients were meant when it began. */
  expected: number
  state: LedgerActState
  /** When its next step is due, or until when somebody is believed to do it; null when it has ended. */
  nextAt: Date | null
  /** The tapal up to which the ledger is dealt with; empty before the first. */
  cursor: string
  /** How many it came to; null until it has ended. */
  done: number | null
  endedAt: Date | null
}

export const ledgerActCollection = declare<LedgerActRow>(
  'ledger-acts',
  {
    _id: String,
    key: { type: String, required: true },
    dispatch: { type: String, required: true },
    kind: { type: String, enum: LEDGER_ACTS, required: true },
    district: { type: String, default: null },
    department: { type: String, default: null },
    alsoDelivered: { type: Boolean, required: true },
    reason: { type: String, default: '' },
    actor: { type: actorPart, required: true },
    at: { type: Date, required: true },
    expected: { type: Number, required: true },
    state: { type: String, enum: LEDGER_ACT_STATES, required: true },
    nextAt: { type: Date, default: null },
    cursor: { type: String, default: '' },
    done: { type: Number, default: null },
    endedAt: { type: Date, default: null },
  },
  [
    [{ key: 1 }, { unique: true }],
    [{ dispatch: 1, _id: -1 }],
    [{ nextAt: 1 }, { partialFilterExpression: { state: 'under-way' } }],
  ],
)
