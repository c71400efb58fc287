// Lists of the directory, fetched as CSV.

import type { Route } from '../../../http/route'
import { exportListRoute } from './export-list'

export const listExports: readonly Route[] = [exportListRoute]
