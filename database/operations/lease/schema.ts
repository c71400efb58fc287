// Leases: which worker does which part of a duty, and which workers live.

import { declare } from '../../common/collection'

export interface LeaseRow {
  /** The unit of a duty, or `worker:` and the name of a worker. */
  _id: string
  owner: string
  /** By the clock of the server; workers send no instants of theirs. */
  until: Date
}

export const leaseCollection = declare<LeaseRow>(
  'leases',
  {
    _id: String,
    owner: { type: String, required: true },
    until: { type: Date, required: true },
  },
  [[{ until: 1 }, { expireAfterSeconds: 3_600 }]],
)
