// Lists of the directory, brought as CSV.

import type { Route } from '../../../http/route'
import { importListRoute } from './import-list'

export const imports: readonly Route[] = [importListRoute]
