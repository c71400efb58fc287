// Print and post: the list of the day and the numbers of the post.

import type { Route } from '../../../http/route'
import { enterPostalNumber } from './enter-postal-number'
import { readDespatchList } from './read'
import { readDespatchListAsPdf } from './read-pdf'

export const despatchLists: readonly Route[] = [readDespatchList, readDespatchListAsPdf, enterPostalNumber]
