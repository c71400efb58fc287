// The directory as it is searched: one row for each office and each seat, kept with the row it is drawn from.

import { declare } from '../../common/collection'
import type { DirectoryEntry } from '../../../domain/directory/search/entry'

export interface SearchRow extends DirectoryEntry {
  /** Type and id. */
  _id: string
}

export const searchCollection = declare<SearchRow>(
  'directory',
  {
    _id: String,
    type: { type: String, required: true },
    id: { type: String, required: true },
    name: String,
    nameMl: String,
    kind: String,
    department: String,
    district: String,
    at: String,
    office: String,
    near: { type: Number, required: true },
    rank: { type: Number, required: true },
    until: { type: Date, default: null },
    text: { type: String, required: true },
    tokens: { type: [String], required: true },
  },
  [
    // Under a key, near and all, in the order of rank: as many rows are read as are wanted, however many there are.
    [{ tokens: 1, near: 1, rank: 1 }],
    [{ at: 1 }],
  ],
)
