// Sanctioned posts, with what other orders sanctioned before.

import { declare, part, recordOf } from '../../common/collection'
import type { EarlierStrength, SanctionedPost } from '../../../domain/directory/seat/seat'

export interface SanctionedPostRow extends Omit<SanctionedPost, 'id'> {
  _id: string
}

const earlierStrength = part<EarlierStrength>({
  from: { type: Date, default: null },
  until: { type: Date, default: null },
  posts: { type: Number, required: true },
  order: { type: String, required: true },
})

export const sanctionedPostCollection = declare<SanctionedPostRow>(
  'sanctioned-posts',
  {
    _id: String,
    office: { type: String, required: true },
    wing: { type: String, default: '' },
    section: { type: String, default: '' },
    designation: { type: String, required: true },
    posts: { type: Number, required: true },
    order: { type: String, required: true },
    from: { type: Date, default: null },
    until: { type: Date, default: null },
    earlier: { type: [earlierStrength], required: true },
    version: { type: Number, required: true },
  },
  [[{ office: 1, _id: 1 }]],
)

/** The sanctioned post of a stored row. */
export const asSanctionedPost: (row: SanctionedPostRow) => SanctionedPost = recordOf(sanctionedPostCollection)
