// The sanctioned strength of offices.

import type { Route } from '../../../http/route'
import { changeSanctionedPostRoute } from './change'
import { addSanctionedPostRoute } from './enter'
import { listSanctionedPostsRoute } from './list'
import { readSanctionedPostRoute } from './read'
import { readSanctionedPostHistoryRoute } from './read-history'
import { reportSanctionedStrengthRoute } from './report-strength'

export const sanctionedPosts: readonly Route[] = [
  listSanctionedPostsRoute,
  reportSanctionedStrengthRoute,
  addSanctionedPostRoute,
  readSanctionedPostRoute,
  changeSanctionedPostRoute,
  readSanctionedPostHistoryRoute,
]
