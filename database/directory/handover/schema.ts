// Handovers of seats, with the list that both sides signed.

import { declare, part, recordOf } from '../../common/collection'
import { CHARGE_KINDS } from '../../../domain/directory/charge/charge'
import { type Handover, HANDOVER_STATES, type OpenCounts } from '../../../domain/directory/handover/handover'

export interface HandoverRow extends Omit<Handover, 'id'> {
  _id: string
}

interface ItemPart {
  kind: string
  id: string
  dispatch: string
  state: string
  dueAt: Date | null
}

const item = part<ItemPart>({
  kind: { type: String, enum: ['tapal', 'dispatch'], required: true },
  id: { type: String, required: true },
  dispatch: { type: String, required: true },
  state: { type: String, required: true },
  dueAt: { type: Date, default: null },
})

const counts = part<OpenCounts>({
  tapals: { type: Number, required: true },
  dispatches: { type: Number, required: true },
  overdue: { type: Number, required: true },
})

export const handoverCollection = declare<HandoverRow>(
  'handovers',
  {
    _id: String,
    seat: { type: String, required: true },
    from: { type: String, default: null },
    to: { type: String, required: true },
    charge: { type: String, default: null },
    kind: { type: String, enum: CHARGE_KINDS, required: true },
    state: { type: String, enum: HANDOVER_STATES, required: true },
    oneSided: { type: Boolean, required: true },
    reason: { type: String, default: '' },
    note: { type: String, default: '' },
    givenAt: { type: Date, required: true },
    givenBy: { type: String, required: true },
    leftAtOnce: { type: Boolean, required: true },
    takenAt: { type: Date, default: null },
    items: { type: [item], required: true },
    counts: { type: counts, required: true },
  },
  [
    [{ seat: 1, _id: -1 }],
    [{ to: 1, _id: -1 }],
    [{ from: 1, _id: -1 }],
    // A seat is given to one at a time.
    [{ seat: 1 }, { unique: true, partialFilterExpression: { state: 'given' }, name: 'one-open' }],
  ],
)

/** The handover of a stored row. */
export const asHandover: (row: HandoverRow) => Handover = recordOf(handoverCollection)
