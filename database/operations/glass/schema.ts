// Broken glass: which operator sees subject and names of which letter, until when.

import { declare } from '../../common/collection'

export interface GlassRow {
  /** `<login>:<tapal>`. */
  _id: string
  until: Date
}

export const glassCollection = declare<GlassRow>(
  'glasses',
  { _id: String, until: { type: Date, required: true } },
  [[{ until: 1 }, { expireAfterSeconds: 0 }]],
)
