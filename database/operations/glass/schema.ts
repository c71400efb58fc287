// Broken glass: which operator sees subject and names of which letter, until when.

import { declare } from '../../common/collection'

export interface GlassRow {
  /** `<login>:<tapal>`. */
  _id: string
  login: string
  tapal: string
  dispatch: string
  until: Date
}

export const glassCollection = declare<GlassRow>(
  'glasses',
  {
    _id: String,
    login: { type: String, default: '' },
    tapal: { type: String, default: '' },
    dispatch: { type: String, default: '' },
    until: { type: Date, required: true },
  },
  [[{ until: 1 }, { expireAfterSeconds: 0 }], [{ login: 1 }]],
)
