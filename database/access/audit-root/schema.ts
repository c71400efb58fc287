// Where the chain of the audit log stands, and the signed roots of it.

import { declare } from '../../common/collection'
import { GENESIS } from '../../../domain/access/audit/chain'

export interface AuditRootRow {
  /** `head`, or the number of the root. */
  _id: string
  /** 0 for the head. */
  number: number
  /** The link that the chain had reached, and its hash. */
  sequence: number
  hash: string
  at: Date | null
  /** Hash of the root before. */
  previous: string
  key: string
  signature: string
  /** How often the head was taken to be moved, so that of two at once only one moves it. */
  turns: number
}

export const auditRootCollection = declare<AuditRootRow>(
  'audit-roots',
  {
    _id: String,
    number: { type: Number, default: 0 },
    sequence: { type: Number, default: 0 },
    hash: { type: String, default: GENESIS },
    at: { type: Date, default: null },
    previous: { type: String, default: GENESIS },
    key: { type: String, default: '' },
    signature: { type: String, default: '' },
    turns: { type: Number, default: 0 },
  },
  [[{ number: 1 }, { unique: true }]],
)
