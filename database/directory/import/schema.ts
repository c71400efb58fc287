// Rows of lists on their way in: they lie here until the whole file is checked and written.

import type { RowFault } from '../../../domain/common/table/sheet'
import { declare } from '../../common/collection'

/** A row on its way in; `Cells` is what it says. */
export interface StagedRow<Cells = object | null> {
  /** The import and the line, so that the rows of an import lie in the order of their lines. */
  _id: string
  import: string
  line: number
  /** The id that the row names, or that by which rows are gathered. */
  key: string
  /** What the row says; null where it cannot be used. */
  cells: Cells
  /** What is wrong with it. */
  faults: RowFault[]
  at: Date
}

/** An import that was killed leaves its rows for so long; nobody reads them. */
const KEPT_SECONDS = 24 * 60 * 60

export const stagingCollection = declare<StagedRow>(
  'import-rows',
  {
    _id: String,
    import: { type: String, required: true },
    line: { type: Number, required: true },
    key: { type: String, default: '' },
    cells: { type: Object, default: null },
    faults: { type: [Object], default: [] },
    at: { type: Date, required: true },
  },
  [[{ import: 1, key: 1, line: 1 }], [{ at: 1 }, { expireAfterSeconds: KEPT_SECONDS }]],
)
