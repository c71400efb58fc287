// The feed: thin news of what changed, for live screens; never letter text.

import { declare } from '../../common/collection'

export interface FeedRow {
  /** `<tapal>:<sequence>`. */
  _id: string
  /** The case that the entry is of, and its subject: for a letter `dispatch` and the id of the dispatch. */
  case: string
  subject: string
  /** Empty where the entry is of no letter. */
  tapal: string
  dispatch: string
  state: string
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
    case: { type: String, default: 'dispatch' },
    subject: { type: String, default: '' },
    tapal: { type: String, default: '' },
    dispatch: { type: String, default: '' },
    state: { type: String, required: true },
    sequence: { type: Number, required: true },
    seats: [String],
    at: { type: Date, required: true },
  },
  // Live screens need the last days only; the record is in the tapal and the audit log.
  [[{ at: 1 }, { expireAfterSeconds: 7 * 24 * 3600 }]],
)
