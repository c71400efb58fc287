// Collections from systems that cannot call KCS: the cursor of each, and what was not taken.

import { declare, part } from '../../common/collection'
import type { FieldError } from '../../../domain/common/error'
import type { Collection } from '../../../domain/letters/collect/collection'
import { COLLECTED_THINGS, type CollectEntry, ENTRY_STATES } from '../../../domain/letters/collect/entry'

/** Under the id of its endpoint. */
export interface CollectRow extends Collection {
  _id: string
}

const fault = part<FieldError>({
  pointer: { type: String, default: '' },
  detail: { type: String, default: '' },
  value: { type: Number },
  code: { type: String },
})

const entry = part<CollectEntry>({
  of: { type: String, enum: COLLECTED_THINGS, required: true },
  key: { type: String, required: true },
  state: { type: String, enum: ENTRY_STATES, required: true },
  digest: { type: String, required: true },
  faults: { type: [fault], default: () => [] },
  after: { type: String, default: null },
  tries: { type: Number, required: true },
  firstAt: { type: Date, required: true },
  lastAt: { type: Date, required: true },
  nextAt: { type: Date, default: null },
})

export const collectCollection = declare<CollectRow>('collects', {
  _id: String,
  version: { type: Number, required: true },
  cursor: { type: String, default: null },
  entries: { type: [entry], default: () => [] },
  taken: { type: Number, default: 0 },
  reports: { type: Number, default: 0 },
  refused: { type: Number, default: 0 },
  collectedAt: { type: Date, default: null },
  writtenAt: { type: Date, default: null },
  failures: { type: Number, default: 0 },
  fault: { type: String, default: '' },
  notBefore: { type: Date, default: null },
})
