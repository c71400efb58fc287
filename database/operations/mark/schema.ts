// Marks: single values that an installation remembers about itself.

import { declare } from '../../common/collection'

export interface MarkRow {
  /** The name of the mark. */
  _id: string
  value: string
}

export const markCollection = declare<MarkRow>('marks', {
  _id: String,
  value: { type: String, default: '' },
})
