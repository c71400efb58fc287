// The search of the directory.

import type { Route } from '../../../http/route'
import { searchDirectoryRoute } from './search'

export const directorySearch: readonly Route[] = [searchDirectoryRoute]
