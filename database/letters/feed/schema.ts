// The feed: thin news of what changed, for live screens; never letter text.

import { declare } from '../../common/collection'
import type { TapalState } from '../../../domain/letters/tapal/states'

export interface FeedRow {
  /** `<tapal>:<sequence>`. */
  _id: string
  tapal: string
  dispatch: string
  state: TapalState
  sequence: number
  /** Seats that may hear of it: the sender's, the recipient's and those it escalated to. */
  seats: string[]
  at: Date
}

/** The collection bears its first name on disk. */
export const feedCollection = declare<FeedRow>(
  'events',
  {
    _id: String,
    tapal: { type: String, required: true },
    dispatch: { type: String, required: true },
    state: { type: String, required: true },
    sequence: { type: Number, required: true },
    seats: [String],
    at: { type: Date, required: true },
  },
  // Live screens need the last days only; the record is in the tapal and the audit log.
  [[{ at: 1 }, { expireAfterSeconds: 7 * 24 * 3600 }]],
)
