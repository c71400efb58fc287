// Print and post: the list of the day and the numbers of the post.

import type { Route } from '../../../http/route'
import { enterPostalNumberRoute } from './enter-postal-number'
import { readDespatchListRoute } from './read'
import { readDespatchListAsPdfRoute } from './read-pdf'

export const despatchLists: readonly Route[] = [
  readDespatchListRoute,
  readDespatchListAsPdfRoute,
  enterPostalNumberRoute,
]
