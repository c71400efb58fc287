// Entries of the print-and-post despatch lists: one per tapal, per sending office and day.

import { declare } from '../../common/collection'

export interface DespatchListRow {
  /** The tapal. */
  _id: string
  /** The sending office, whose despatch clerk posts it. */
  office: string
  /** Day in Kerala, YYYY-MM-DD. */
  day: string
  listedAt: Date
  withdrawn: boolean
}

/** The collection bears its first name on disk. */
export const despatchListCollection = declare<DespatchListRow>(
  'postings',
  {
    _id: String,
    office: { type: String, required: true },
    day: { type: String, required: true },
    listedAt: { type: Date, required: true },
    withdrawn: { type: Boolean, required: true },
  },
  [[{ office: 1, day: 1, listedAt: 1 }]],
)
