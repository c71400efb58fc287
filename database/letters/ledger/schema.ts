// What was counted of letters to many: drawn from the tapals, and counted anew where it is lost.

import { declare, part } from '../../common/collection'
import type { Counted, Share, Tally } from '../../../domain/letters/ledger/tally'

export interface TallyRow extends Tally {
  /** The dispatch. */
  _id: string
  /** It was counted after this instant, and before nothing that came later. */
  asOf: Date
  /** Grows whenever tapals of the dispatch have changed. */
  changes: number
  /** How far `changes` was when it was counted. */
  counted: number
  /** Until when somebody is believed to be counting. */
  countingUntil: Date | null
}

const KEPT_SECONDS = 30 * 24 * 3_600

const sums = { counts: { type: Object, required: true }, owing: { type: Number, required: true } }
const counted = part<Counted>(sums)
const share = part<Share>({ of: { type: String, required: true }, ...sums })

export const tallyCollection = declare<TallyRow>(
  'tallies',
  {
    _id: String,
    all: { type: counted, required: true },
    districts: { type: [share], required: true },
    departments: { type: [share], required: true },
    asOf: { type: Date, required: true },
    changes: { type: Number, required: true },
    counted: { type: Number, required: true },
    countingUntil: { type: Date, default: null },
  },
  [[{ asOf: 1 }, { expireAfterSeconds: KEPT_SECONDS }]],
)
