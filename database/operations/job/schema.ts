// Jobs of the operator's desk: one act on many letters, done step by step at a limited rate.

import { declare, part } from '../../common/collection'
import { MECHANISMS } from '../../../domain/letters/systems'
import {
  DESK_ACTS,
  DESK_STATES,
  type DeskAct,
  type DeskFilter,
  JOB_STATES,
  type JobState,
} from '../../../domain/operations/desk/desk'

export interface JobRow {
  _id: string
  /** Caller and Idempotency-Key, so that it is begun once. */
  key: string
  act: DeskAct
  /** The endpoint by which letters are to go; null for the present way of each office. */
  way: string | null
  /** Letters that were chosen one by one, by rising id; empty where a filter chooses. */
  letters: string[]
  filter: DeskFilter | null
  perMinute: number
  reason: string
  /** Login of the operator. */
  by: string
  at: Date
  state: JobState
  /** When its next step is due, or until when somebody is believed to do it; null when it has ended. */
  nextAt: Date | null
  /** Ids up to this one are dealt with. */
  cursor: string
  /** What the step under way deals with: noted before it begins, so that one that was killed is done again alike. */
  batch: string[]
  /** Letters dealt with, and those passed over because their state did not allow it. */
  done: number
  passed: number
  endedAt: Date | null
}

const filter = part<DeskFilter>({
  state: { type: String, enum: DESK_STATES },
  endpoint: String,
  mechanism: { type: String, enum: MECHANISMS },
  code: String,
  office: String,
  since: Date,
  until: Date,
})

export const jobCollection = declare<JobRow>(
  'jobs',
  {
    _id: String,
    key: { type: String, required: true },
    act: { type: String, enum: DESK_ACTS, required: true },
    way: { type: String, default: null },
    letters: [String],
    filter: { type: filter, default: null },
    perMinute: { type: Number, required: true },
    reason: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    state: { type: String, enum: JOB_STATES, required: true },
    nextAt: { type: Date, default: null },
    cursor: { type: String, default: '' },
    batch: [String],
    done: { type: Number, required: true },
    passed: { type: Number, required: true },
    endedAt: { type: Date, default: null },
  },
  [
    [{ key: 1 }, { unique: true }],
    [{ nextAt: 1 }, { partialFilterExpression: { state: 'under-way' } }],
  ],
)
